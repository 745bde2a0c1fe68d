package dev.switchboard.demo;

import java.security.GeneralSecurityException;

import dev.switchboard.channel.ChannelType;
import dev.switchboard.webhook.Signature;

import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Delivers to this server as Meta does: signed, and by HTTP. */
@Component
@Profile("demo")
class FrontDoor {

	/** The answer to a delivery that is stored or held. */
	static final int OK = 200;

	private final Signature signature;

	private final Environment environment;

	private final RestClient http = RestClient.create();

	FrontDoor(Signature signature, Environment environment) {
		this.signature = signature;
		this.environment = environment;
	}

	/** Address of a platform's webhook. */
	String url(ChannelType platform) {
		return "http://127.0.0.1:%s/webhooks/%s".formatted(port(), platform);
	}

	/** The port on which this server listens. */
	String port() {
		return this.environment.getRequiredProperty("local.server.port");
	}

	/**
	 * Delivers.
	 * @return the status of the answer
	 */
	int post(ChannelType platform, byte[] body) {
		return this.http.post()
			.uri(url(platform))
			.contentType(MediaType.APPLICATION_JSON)
			.header(Signature.HEADER, sign(body))
			.body(body)
			.exchange((request, answer) -> answer.getStatusCode().value());
	}

	private String sign(byte[] body) {
		try {
			return this.signature.of(body);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
