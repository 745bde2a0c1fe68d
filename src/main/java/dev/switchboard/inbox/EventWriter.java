package dev.switchboard.inbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.http.MediaType;

/**
 * Writes server-sent events.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">The
 * format</a>
 */
final class EventWriter {

	private static final String RETRY = "retry: 1000\n";

	private final ObjectMapper json;

	private final OutputStream out;

	EventWriter(ObjectMapper json, HttpServletResponse response) throws IOException {
		response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		// Some proxies gather what is written unless they are told.
		response.setHeader("X-Accel-Buffering", "no");
		this.json = json;
		this.out = response.getOutputStream();
	}

	/** Tells that the stream is open, and after what time the reader is to try again. */
	void begin(StreamSubscriber.StreamEvent position) throws IOException {
		send(RETRY + text(position));
	}

	void write(StreamSubscriber.StreamEvent event) throws IOException {
		send(text(event));
	}

	// An event without data is not shown to the reader's program, but its id is
	// remembered.
	private String text(StreamSubscriber.StreamEvent event) {
		return "id: %s\n%s\n\n".formatted(event.position(),
				(event.message() != null) ? "data: " + json(event.message()) : ": nothing new");
	}

	private String json(Message message) {
		try {
			return this.json.writeValueAsString(message);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("a message cannot be written as JSON", ex);
		}
	}

	private void send(String text) throws IOException {
		this.out.write(text.getBytes(StandardCharsets.UTF_8));
		this.out.flush();
	}

}
