package dev.switchboard.demo;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.Channels;
import dev.switchboard.user.User;
import dev.switchboard.user.UserRepository;
import dev.switchboard.webhook.Signature;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Bob's Store owns a WhatsApp channel, and John writes to it. */
@Component
@Profile("demo")
class Demo {

	private static final List<Delivery> DELIVERIES = List.of(new Delivery("John writes a text", "1-text.json"),
			new Delivery("John sends a picture with a caption", "2-image.json"),
			new Delivery("John replies to his own text", "3-reply.json"),
			new Delivery("the first delivery comes again", "1-text.json"),
			new Delivery("one for a channel nobody connected", "4-unknown-channel.json"));

	private final UserRepository users;

	private final Channels channels;

	private final Signature signature;

	private final GraphCounts counts;

	private final DemoReport report;

	private final Clock clock;

	private final Environment environment;

	Demo(UserRepository users, Channels channels, Signature signature, GraphCounts counts, DemoReport report,
			Clock clock, Environment environment) {
		this.users = users;
		this.channels = channels;
		this.signature = signature;
		this.counts = counts;
		this.report = report;
		this.clock = clock;
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void run() throws IOException, GeneralSecurityException {
		connectBob();
		String url = "http://127.0.0.1:%s/webhooks/whatsapp"
			.formatted(this.environment.getRequiredProperty("local.server.port"));
		for (Delivery delivery : DELIVERIES) {
			GraphCounts.Counts before = this.counts.now();
			int status = post(url, delivery);
			this.report.add(delivery.what(), status, before, this.counts.now());
		}
		this.report.print(url, this.counts.now());
	}

	private void connectBob() {
		User bob = this.users.findById("bob")
			.orElseGet(() -> this.users.save(new User("bob", "bob@example.com", "Bob's Store",
					ZonedDateTime.now(this.clock).withZoneSameInstant(ZoneOffset.UTC))));
		this.channels.connect(bob.id(), new ChannelAccount(ChannelType.whatsapp, "123456789", "Bob's WhatsApp",
				"104000000000001", "15550783881"));
	}

	private int post(String url, Delivery delivery) throws IOException, GeneralSecurityException {
		byte[] body = new ClassPathResource("demo/" + delivery.file()).getContentAsByteArray();
		ResponseEntity<Void> answer = RestClient.create()
			.post()
			.uri(url)
			.contentType(MediaType.APPLICATION_JSON)
			.header(Signature.HEADER, this.signature.of(body))
			.body(body)
			.retrieve()
			.toBodilessEntity();
		return answer.getStatusCode().value();
	}

	private record Delivery(String what, String file) {
	}

}
