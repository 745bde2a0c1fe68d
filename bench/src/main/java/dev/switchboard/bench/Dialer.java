package dev.switchboard.bench;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Opens connections, again and again when the server is not there. */
class Dialer {

	private static final int AGAIN_MILLIS = 100;

	private final EventLoop loop;

	private final Bootstrap bootstrap;

	private boolean ended;

	Dialer(EventLoop loop, InetSocketAddress server, Supplier<ChannelHandler> connection) {
		this.loop = loop;
		// Requests are sent as the bytes that they are, so only answers need a codec.
		this.bootstrap = new Bootstrap().group(loop)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.remoteAddress(server)
			.handler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new HttpResponseDecoder(), connection.get());
				}

			});
	}

	void dial() {
		if (!this.ended) {
			this.bootstrap.connect().addListener((connected) -> {
				if (!connected.isSuccess()) {
					this.loop.schedule(this::dial, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
				}
			});
		}
	}

	void end() {
		this.ended = true;
	}

}
