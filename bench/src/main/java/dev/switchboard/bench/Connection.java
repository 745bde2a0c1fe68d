package dev.switchboard.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/** One keep-alive connection with at most one request under way. */
class Connection extends SimpleChannelInboundHandler<HttpObject> {

	private static final int NONE = -1;

	private final Sender sender;

	private ChannelHandlerContext context;

	private int number = NONE;

	private long since;

	private int status;

	private boolean keepAlive;

	Connection(Sender sender) {
		this.sender = sender;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.context = context;
		this.sender.ready(this);
	}

	/**
	 * Sends a request.
	 * @param number its delivery's number
	 * @param request the bytes
	 * @param since the moment from which its latency counts
	 */
	void send(int number, ByteBuf request, long since) {
		this.number = number;
		this.since = since;
		this.context.writeAndFlush(request, this.context.voidPromise());
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
		if (part instanceof HttpResponse response) {
			this.status = response.status().code();
			this.keepAlive = HttpUtil.isKeepAlive(response);
		}
		if (part instanceof LastHttpContent) {
			int answered = this.number;
			this.number = NONE;
			this.sender.answered(answered, this.since, this.status);
			if (this.keepAlive) {
				this.sender.ready(this);
			}
			else {
				context.close();
			}
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.sender.closed(this, this.number != NONE);
	}

	/** The server has gone: all that counts is said by {@link #channelInactive}. */
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

}
