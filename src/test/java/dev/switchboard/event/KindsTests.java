package dev.switchboard.event;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KindsTests {

	private final DefaultCamelContext camel = new DefaultCamelContext();

	@BeforeEach
	void start() throws Exception {
		this.camel.addRoutes(new RouteBuilder() {

			@Override
			public void configure() {
				from("direct:kinds/message").routeId("message").stop();
			}

		});
		this.camel.start();
	}

	@AfterEach
	void close() throws Exception {
		this.camel.close();
	}

	@Test
	void aKindIsStoredByTheRouteOfItsName() {
		Kinds kinds = new Kinds(this.camel);

		assertThat(kinds.areStored("message")).isTrue();
		assertThat(kinds.areStored("hologram")).isFalse();
	}

	@Test
	void aRouteThatDoesNotRunIsThereAllTheSame() throws Exception {
		this.camel.getRouteController().stopRoute("message");

		assertThat(new Kinds(this.camel).areStored("message")).isTrue();
	}

	@Test
	void whoAsksFirstAtTheSameMomentGetsTheSameAnswer() throws Exception {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 200; i++) {
				Kinds kinds = new Kinds(this.camel);
				List<Callable<Boolean>> questions = Stream
					.<Callable<Boolean>>generate(() -> () -> kinds.areStored("message"))
					.limit(16)
					.toList();

				for (Future<Boolean> answer : threads.invokeAll(questions)) {
					assertThat(answer.get()).isTrue();
				}
			}
		}
	}

}
