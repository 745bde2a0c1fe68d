package dev.switchboard.ledger;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;

import dev.switchboard.Platform;

/** Posts deliveries to one copy or another, and keeps the ledger. */
final class Client implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.executor(Executors.newVirtualThreadPerTaskExecutor())
		.build();

	private final Ledger ledger;

	Client(Ledger ledger) {
		this.ledger = ledger;
	}

	/**
	 * Posts once.
	 * @param copy to whom
	 * @param delivery what
	 * @return whether it was answered 200
	 */
	boolean post(Copy copy, Delivery delivery) {
		HttpRequest request = HttpRequest.newBuilder(copy.webhook(delivery.provider()))
			.header("Content-Type", "application/json")
			.header("X-Hub-Signature-256", Platform.sign(delivery.body()))
			.timeout(PATIENCE)
			.POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()))
			.build();
		this.ledger.sending(delivery);
		try {
			if (this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
				this.ledger.answered(delivery);
				return true;
			}
			this.ledger.refused();
		}
		catch (IOException ex) {
			this.ledger.unanswered();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.ledger.unanswered();
		}
		return false;
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
