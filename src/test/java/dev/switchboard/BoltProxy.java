package dev.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The wire between the application and Neo4j, with hands on it. For the application a
 * server behind a wire that is down is away; for the tests it stays warm.
 */
public final class BoltProxy implements AutoCloseable {

	private static final int CONNECT_MILLIS = 2000;

	private final URI target;

	private final InetSocketAddress address;

	private volatile ServerSocket listener;

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private volatile Duration delay = Duration.ZERO;

	private volatile boolean silent;

	public BoltProxy(URI target) {
		this.target = target;
		this.listener = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		this.address = (InetSocketAddress) this.listener.getLocalSocketAddress();
	}

	private ServerSocket listen(InetSocketAddress at) {
		try {
			ServerSocket socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(at);
			this.threads.execute(() -> accept(socket));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public URI uri() {
		return URI.create("bolt://127.0.0.1:" + this.address.getPort());
	}

	/** Resets every connection and refuses new ones, like a server that was stopped. */
	public void down() {
		close(this.listener);
		cut();
	}

	/** Takes connections again, on the same port. */
	public void up() {
		this.listener = listen(this.address);
	}

	/** Resets every connection, as a firewall does that was restarted. */
	public void cut() {
		this.links.forEach(Link::reset);
	}

	/** Holds back whatever passes, in both directions. */
	public void delay(Duration time) {
		this.delay = time;
	}

	/** The connections that there are stay open and are dead for ever; new ones work. */
	public void halfOpen() {
		this.links.forEach(Link::silence);
	}

	/** Takes connections and whatever comes over them, and lets nothing through. */
	public void swallow() {
		this.silent = true;
		halfOpen();
	}

	/** Lets everything pass again, over new connections where bytes were lost. */
	public void mend() {
		this.delay = Duration.ZERO;
		this.silent = false;
		this.links.stream().filter((link) -> link.silent).forEach(Link::reset);
	}

	private void accept(ServerSocket socket) {
		while (!socket.isClosed()) {
			try {
				Socket client = socket.accept();
				this.threads.execute(() -> connect(client));
			}
			catch (IOException ex) {
				// Closed: the loop ends.
			}
		}
	}

	private void connect(Socket client) {
		Socket server = new Socket();
		Link link = new Link(client, server);
		this.links.add(link);
		if (this.silent) {
			link.silence();
		}
		try {
			server.connect(new InetSocketAddress(this.target.getHost(), this.target.getPort()), CONNECT_MILLIS);
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			this.threads.execute(() -> link.pump(server, client));
			link.pump(client, server);
		}
		catch (IOException ex) {
			link.reset();
		}
	}

	@Override
	public void close() {
		down();
		this.threads.close();
	}

	private static void close(ServerSocket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** One connection. */
	private final class Link {

		private static final int BUFFER = 16 * 1024;

		private final Socket client;

		private final Socket server;

		private volatile boolean silent;

		Link(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void silence() {
			this.silent = true;
		}

		void pump(Socket from, Socket to) {
			byte[] buffer = new byte[BUFFER];
			try {
				int length;
				while ((length = from.getInputStream().read(buffer)) >= 0) {
					LockSupport.parkNanos(BoltProxy.this.delay.toNanos());
					if (!this.silent) {
						to.getOutputStream().write(buffer, 0, length);
					}
				}
			}
			catch (IOException ex) {
				// One side is gone; the other one learns of it below.
			}
			if (!this.silent) {
				reset();
			}
		}

		void reset() {
			BoltProxy.this.links.remove(this);
			for (Socket socket : new Socket[] { this.client, this.server }) {
				try {
					socket.setSoLinger(true, 0);
				}
				catch (IOException ex) {
					// Closed already.
				}
				try {
					socket.close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}

	}

}
