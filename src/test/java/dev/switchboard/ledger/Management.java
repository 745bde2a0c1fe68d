package dev.switchboard.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What an operator sees of a copy, or does not see when it is down. */
final class Management {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

	private final int port;

	Management(int port) {
		this.port = port;
	}

	boolean isAlive() {
		return isUp("liveness");
	}

	boolean isReady() {
		return isUp("readiness");
	}

	private boolean isUp(String group) {
		return ask("health/" + group).map((answer) -> answer.statusCode() == 200).orElse(false);
	}

	/** Returns all meters, or empty when nobody answers. */
	Optional<Meters> meters() {
		return ask("prometheus").map((answer) -> new Meters(answer.body()));
	}

	private Optional<HttpResponse<String>> ask(String endpoint) {
		URI uri = URI.create("http://127.0.0.1:%d/actuator/%s".formatted(this.port, endpoint));
		try {
			return Optional.of(HTTP.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
					HttpResponse.BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	/**
	 * What was read at one moment.
	 *
	 * @param text as Prometheus reads it
	 */
	record Meters(String text) {

		/** Returns the sum of the series whose names begin so, 0 when there is none. */
		double sum(String series) {
			return this.text.lines()
				.filter((line) -> line.startsWith(series))
				.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
				.sum();
		}

	}

}
