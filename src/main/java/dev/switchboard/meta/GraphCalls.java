package dev.switchboard.meta;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Steps around a call of the Graph API: what is sent, and what the answer means. While
 * Meta allows a token no more calls, none is made with it.
 */
@Component("graphCalls")
class GraphCalls {

	private static final Logger logger = LoggerFactory.getLogger(GraphCalls.class);

	private static final int LARGEST_ANSWER = 1024 * 1024;

	private static final Duration LONGEST_BAN = Duration.ofHours(24);

	private static final String USAGE = "X-Business-Use-Case-Usage";

	private final ObjectMapper json = new ObjectMapper();

	/** Until when a token is of no use. */
	private final Cache<String, Instant> throttled = Caffeine.newBuilder()
		.expireAfterWrite(LONGEST_BAN)
		.maximumSize(10_000)
		.build();

	private final GraphApiProperties properties;

	private final Clock clock;

	private final MeterRegistry meters;

	GraphCalls(GraphApiProperties properties, Clock clock, MeterRegistry meters) {
		this.properties = properties;
		this.clock = clock;
		this.meters = meters;
	}

	/** Makes the exchange the request, with nothing of what it was before. */
	void prepare(Exchange exchange, @Variable("request") GraphRequest request) {
		exchange.setProperty(GraphRetry.COUNT, exchange.getProperty(GraphRetry.COUNT, int.class) + 1);
		refuseWhileThrottled(request);
		Message message = exchange.getMessage();
		message.removeHeaders("*");
		message.setHeader(Exchange.HTTP_METHOD, request.method());
		message.setHeader(Exchange.HTTP_PATH, path(request));
		message.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		if (request.token() != null) {
			message.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + request.token());
		}
		String form = request.parameters()
			.entrySet()
			.stream()
			.map((parameter) -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
			.collect(Collectors.joining("&"));
		if ("POST".equals(request.method())) {
			message.setHeader(Exchange.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED_VALUE);
			message.setBody(form);
		}
		else {
			message.setHeader(Exchange.HTTP_QUERY, form);
			message.setBody(null);
		}
	}

	/** Which server: the name that the route chooses an endpoint by. */
	String host(@Variable("request") GraphRequest request) {
		return request.host().name();
	}

	/** Makes the body what Meta answered. */
	void read(Exchange exchange, @Variable("request") GraphRequest request) throws IOException {
		Message message = exchange.getMessage();
		int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
		String usage = message.getHeader(USAGE, String.class);
		JsonNode answer = parse(message.getBody(InputStream.class));
		message.removeHeaders("*");
		if (status == 200 && answer.isObject() && !answer.has("error")) {
			count(request, "done");
			message.setBody(answer);
			return;
		}
		GraphApiException fault = GraphFaults.of((status == 200) ? 502 : status, answer.path("error"), usage);
		noteThrottling(request, fault);
		count(request, fault.kind().name().toLowerCase(Locale.ROOT));
		logger.warn("Meta has not done {}: status {}, code {}", request, status, fault.code());
		throw fault;
	}

	/** No answer at all. */
	void silent(@Variable("request") GraphRequest request) {
		count(request, "silent");
		logger.warn("Meta has not answered {}", request);
		throw new GraphApiException(GraphApiException.Kind.UNAVAILABLE, 0, "Meta does not answer now. Try again later.",
				null);
	}

	private void refuseWhileThrottled(GraphRequest request) {
		Instant until = (request.token() != null) ? this.throttled.getIfPresent(request.token()) : null;
		if (until != null && until.isAfter(this.clock.instant())) {
			throw new GraphApiException(GraphApiException.Kind.THROTTLED, 0,
					"Meta allows no more calls at the moment. Try again later.",
					Duration.between(this.clock.instant(), until));
		}
	}

	private void noteThrottling(GraphRequest request, GraphApiException fault) {
		if (fault.kind() == GraphApiException.Kind.THROTTLED && fault.retryAfter() != null && request.token() != null) {
			this.throttled.put(request.token(), this.clock.instant().plus(fault.retryAfter()));
		}
	}

	private JsonNode parse(InputStream body) throws IOException {
		if (body == null) {
			return MissingNode.getInstance();
		}
		byte[] bytes = body.readNBytes(LARGEST_ANSWER);
		try {
			return this.json.readTree(bytes);
		}
		catch (JsonProcessingException ex) {
			return MissingNode.getInstance();
		}
	}

	private String path(GraphRequest request) {
		return request.path().startsWith("/") ? request.path()
				: "/%s/%s".formatted(this.properties.version(), request.path());
	}

	private void count(GraphRequest request, String outcome) {
		this.meters.counter("switchboard.meta.calls", "host", request.host().name(), "outcome", outcome).increment();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
