package dev.switchboard.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads server-sent events as a program does. */
public final class EventStream implements AutoCloseable {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final HttpResponse<InputStream> answer;

	private final Thread reader;

	private EventStream(HttpRequest request) throws IOException, InterruptedException {
		this.answer = this.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
		this.reader = Thread.ofVirtual().start(this::read);
	}

	public static EventStream open(HttpRequest.Builder request) {
		try {
			return new EventStream(request.build());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void read() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.answer.body(), StandardCharsets.UTF_8))) {
			reader.lines().forEach(this.lines::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.lines.add("! " + ex.getMessage());
		}
	}

	public int status() {
		return this.answer.statusCode();
	}

	/** What the messages say that have come so far. */
	List<String> texts() {
		return messages().stream().map((message) -> message.get("text").asText()).toList();
	}

	List<JsonNode> messages() {
		return this.lines.stream()
			.filter((line) -> line.startsWith("data: "))
			.map((line) -> json(line.substring("data: ".length())))
			.toList();
	}

	/** What a browser would send when it comes again. */
	String lastId() {
		return this.lines.stream()
			.filter((line) -> line.startsWith("id: "))
			.reduce((before, line) -> line)
			.map((line) -> line.substring("id: ".length()))
			.orElseThrow();
	}

	long comments() {
		return this.lines.stream().filter((line) -> line.startsWith(":")).count();
	}

	public boolean hasEnded() {
		return !this.reader.isAlive();
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

	private static JsonNode json(String json) {
		try {
			return JSON.readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
