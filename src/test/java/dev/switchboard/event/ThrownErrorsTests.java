package dev.switchboard.event;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class ThrownErrorsTests {

	@Test
	void anErrorOfAStepIsCaughtAsAnException() throws Exception {
		try (CamelContext camel = camel(new ThrownErrors())) {
			ProducerTemplate routes = camel.createProducerTemplate();

			assertThat(routes.requestBody("direct:caught", "body", String.class)).isEqualTo("caught");
			assertThat(routes.requestBody("direct:memory", "body", String.class)).isEqualTo("no memory");
			assertThatException().isThrownBy(() -> routes.requestBody("direct:nested", "body"))
				.havingRootCause()
				.isInstanceOf(StackOverflowError.class);
		}
	}

	private static CamelContext camel(ThrownErrors errors) throws Exception {
		CamelContext camel = new DefaultCamelContext();
		camel.getCamelContextExtension().addInterceptStrategy(errors);
		camel.addRoutes(new RouteBuilder() {

			@Override
			public void configure() {
				from("direct:nested").process((exchange) -> {
					throw new StackOverflowError();
				});
				from("direct:caught").doTry().to("direct:nested").doCatch(Exception.class).setBody(constant("caught"));
				from("direct:memory").doTry().process((exchange) -> {
					throw new OutOfMemoryError();
				})
					.doCatch(OutOfMemoryError.class)
					.setBody(constant("no memory"))
					.doCatch(Exception.class)
					.setBody(constant("something else"));
			}

		});
		camel.start();
		return camel;
	}

}
