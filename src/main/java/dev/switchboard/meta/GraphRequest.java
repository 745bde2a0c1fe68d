package dev.switchboard.meta;

import java.util.Map;

/**
 * A call of Meta's Graph API.
 *
 * @param host which of its servers
 * @param method GET, POST or DELETE
 * @param path behind the version; with a slash at the beginning, of a call that has none;
 * made of constants and of ids that have been checked
 * @param parameters query of a GET or DELETE, form of a POST
 * @param token what it is authorised by; null when the parameters say it
 */
public record GraphRequest(Host host, String method, String path, Map<String, String> parameters, String token) {

	/** A read of {@code graph.facebook.com}. */
	public static GraphRequest get(String path, Map<String, String> parameters, String token) {
		return new GraphRequest(Host.facebook, "GET", path, parameters, token);
	}

	/** A change at {@code graph.facebook.com}. */
	public static GraphRequest post(String path, Map<String, String> parameters, String token) {
		return new GraphRequest(Host.facebook, "POST", path, parameters, token);
	}

	/** A removal at {@code graph.facebook.com}. */
	public static GraphRequest delete(String path, String token) {
		return new GraphRequest(Host.facebook, "DELETE", path, Map.of(), token);
	}

	/** The same at another server. */
	public GraphRequest at(Host other) {
		return new GraphRequest(other, this.method, this.path, this.parameters, this.token);
	}

	/** Without what is secret. */
	@Override
	public String toString() {
		return "%s %s:%s".formatted(this.method, this.host, this.path);
	}

	/** Meta's servers. */
	public enum Host {

		/** {@code graph.facebook.com}. */
		facebook,

		/** {@code graph.instagram.com}: what an Instagram log-in gives access to. */
		instagram,

		/** {@code api.instagram.com}: where a code of such a log-in is exchanged. */
		instagramLogin

	}

}
