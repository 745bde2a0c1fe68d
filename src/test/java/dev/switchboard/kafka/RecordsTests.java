package dev.switchboard.kafka;

import java.io.IOException;
import java.time.Instant;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RecordsTests {

	private final DefaultCamelContext camel = new DefaultCamelContext();

	@BeforeEach
	void oneProviderIsMapped() throws Exception {
		this.camel.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				from("direct:providers/whatsapp").routeId("whatsapp-mapping").log("mapped");
			}
		});
		this.camel.start();
	}

	@AfterEach
	void close() throws IOException {
		this.camel.close();
	}

	@Test
	void readsWhatWasWritten() {
		Exchange exchange = open("whatsapp", "1760000000123");

		assertThat(exchange.getVariable("provider")).isEqualTo("whatsapp");
		assertThat(exchange.getVariable("app")).isEqualTo("1234567890");
		assertThat(exchange.getVariable("receivedAt")).isEqualTo(Instant.ofEpochMilli(1760000000123L));
		assertThat(exchange.getVariable("delivery")).isEqualTo(new byte[] { 1 });
		assertThat(exchange.getVariable("reason")).isNull();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "../secrets", "whatsapp?block=true", "{{META_APP_SECRET}}", "${header.provider}" })
	void takesNoProviderThatNothingMaps(String provider) {
		Exchange exchange = open(provider, "1760000000123");

		assertThat(exchange.getVariable("provider")).isEqualTo("unknown");
		assertThat(exchange.getVariable("reason")).isEqualTo("unknown-provider");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "yesterday", "99999999999999999999" })
	void takesKafkasTimeWhenThereIsNoOther(String receivedAt) {
		assertThat(open("whatsapp", receivedAt).getVariable("receivedAt")).isEqualTo(Instant.ofEpochMilli(5));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "two words", "../secrets", "${header.app}" })
	void takesNoAppThatCannotBeOne(String app) {
		Exchange exchange = open("whatsapp", app, "1760000000123");

		assertThat(exchange.getVariable("app")).isNull();
		assertThat(exchange.getVariable("reason")).isNull();
	}

	private Exchange open(String provider, String receivedAt) {
		return open(provider, "1234567890", receivedAt);
	}

	private Exchange open(String provider, String app, String receivedAt) {
		Exchange exchange = new DefaultExchange(this.camel);
		exchange.getMessage().setHeader("provider", provider);
		exchange.getMessage().setHeader("app", app);
		exchange.getMessage().setHeader("receivedAt", receivedAt);
		exchange.getMessage().setHeader(KafkaConstants.TIMESTAMP, 5L);
		exchange.getMessage().setBody(new byte[] { 1 });
		new Records().open(exchange);
		return exchange;
	}

}
