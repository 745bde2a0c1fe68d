package dev.switchboard.api;

import java.util.Set;

/** The names and addresses by which a machine calls itself. */
public final class Loopback {

	private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1");

	private Loopback() {
	}

	/** Whether a host, as a request names it, is the machine itself. */
	public static boolean is(String host) {
		return NAMES.contains(host);
	}

}
