package dev.switchboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that are started later, or again. None is of the range from which
 * systems take the ports of outgoing connections, so that nothing takes one meanwhile.
 */
public final class FreePorts {

	private static final int FIRST = 12_000;

	private static final int COUNT = 16_000;

	private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

	private FreePorts() {
	}

	/** Returns a port of the loopback address that nobody listens on. */
	public static int next() {
		while (true) {
			int port = FIRST + NEXT.getAndIncrement() % COUNT;
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Taken: the next one.
			}
		}
	}

}
