package dev.switchboard.inbox;

import java.io.IOException;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.api.ApiException;
import dev.switchboard.user.Credential;
import dev.switchboard.user.Credentials;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Streams new messages. Each stream is a request whose answer does not end, in a virtual
 * thread of its own that mostly waits. Spring's {@code SseEmitter} is not used: its
 * {@code send} blocks while a reader is slow, so it would need a thread beside each
 * stream too.
 */
@RestController
@Tag(name = "Messages")
class StreamController {

	private static final Logger logger = LoggerFactory.getLogger(StreamController.class);

	private final StreamSubscribers listeners;

	private final StreamPoll poll;

	private final Credentials logIns;

	private final ObjectMapper json;

	private final Duration heartbeat;

	StreamController(StreamSubscribers listeners, StreamPoll poll, Credentials logIns, ObjectMapper json,
			InboxProperties properties) {
		this.listeners = listeners;
		this.poll = poll;
		this.logIns = logIns;
		this.json = json;
		this.heartbeat = properties.heartbeat();
	}

	@GetMapping(path = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(summary = "New messages as they are stored, as server-sent events",
			description = "With the header Last-Event-ID, which browsers send by themselves, it goes on behind that"
					+ " event. A message may then come a second time: its id tells.")
	void open(Principal user, @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId,
			HttpServletRequest request, HttpServletResponse response) {
		if (HttpMethod.HEAD.matches(request.getMethod())) {
			// Nothing would be written, and so nothing tell that the reader has gone.
			return;
		}
		Credential logIn = this.logIns.of(request, user);
		StreamSubscriber listener = (lastEventId != null)
				? new StreamSubscriber(user.getName(), logIn, position(lastEventId))
				: new StreamSubscriber(user.getName(), logIn, this.poll.present(user.getName()));
		this.listeners.add(listener);
		try {
			write(listener, new EventWriter(this.json, response));
		}
		catch (IOException ex) {
			logger.debug("the reader of a stream has gone", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.listeners.remove(listener);
		}
	}

	private void write(StreamSubscriber listener, EventWriter events) throws IOException, InterruptedException {
		events.begin(new StreamSubscriber.StreamEvent(listener.position(), null));
		StreamSubscriber.StreamEvent event = listener.take(this.heartbeat);
		while (event != null) {
			events.write(event);
			event = listener.take(this.heartbeat);
		}
	}

	private static Instant position(String lastEventId) {
		try {
			Instant position = Instant.parse(lastEventId);
			if (PageCursor.isInRange(position)) {
				return position;
			}
		}
		catch (DateTimeException ex) {
			logger.debug("a Last-Event-ID is not a time", ex);
		}
		throw ApiException.badRequest("Last-Event-ID must be the id of an event of this stream.");
	}

}
