package dev.switchboard.ledger;

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

/** The wire between the application and Neo4j, with hands on it. */
final class BoltProxy implements AutoCloseable {

	private static final int CONNECT_MILLIS = 2000;

	private final URI target;

	private final ServerSocket listener;

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private volatile Duration delay = Duration.ZERO;

	private volatile boolean silent;

	BoltProxy(URI target) {
		this.target = target;
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	URI uri() {
		return URI.create("bolt://127.0.0.1:" + this.listener.getLocalPort());
	}

	/** Resets every connection, as a firewall does that was restarted. */
	void cut() {
		this.links.forEach(Link::reset);
	}

	/** Holds back whatever passes, in both directions. */
	void delay(Duration time) {
		this.delay = time;
	}

	/** The connections that there are stay open and are dead for ever; new ones work. */
	void halfOpen() {
		this.links.forEach(Link::silence);
	}

	/** Takes connections and whatever comes over them, and lets nothing through. */
	void swallow() {
		this.silent = true;
		halfOpen();
	}

	/** Lets everything pass again, over new connections where bytes were lost. */
	void mend() {
		this.delay = Duration.ZERO;
		this.silent = false;
		this.links.stream().filter((link) -> link.silent).forEach(Link::reset);
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
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
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
		this.threads.close();
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
