package dev.switchboard.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** People write now and then, while somebody has a stream of new messages open. */
@Component
@Profile("demo")
class Chatter {

	private static final Logger logger = LoggerFactory.getLogger(Chatter.class);

	private static final int ID_BYTES = 36;

	/** Of so many messages one goes to an account of the stand-in for Meta. */
	private static final int TO_VISITED = 3;

	private final Store store;

	private final FrontDoor door;

	private final Visitors visitors;

	private final DemoProperties properties;

	private final MeterRegistry meters;

	private final Clock clock;

	private final Script script = new Script();

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("demo-chatter").factory());

	private int sent;

	Chatter(Store store, FrontDoor door, Visitors visitors, DemoProperties properties, MeterRegistry meters,
			Clock clock) {
		this.store = store;
		this.door = door;
		this.visitors = visitors;
		this.properties = properties;
		this.meters = meters;
		this.clock = clock;
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		long interval = this.properties.interval().toMillis();
		this.timer.scheduleWithFixedDelay(this::speak, interval, interval, TimeUnit.MILLISECONDS);
	}

	private void speak() {
		try {
			if (isWatched() && this.sent < this.properties.most()) {
				this.sent++;
				List<Payloads> visited = this.visitors.connected();
				if (!visited.isEmpty() && this.sent % TO_VISITED == 0) {
					toVisited(visited.get(ThreadLocalRandom.current().nextInt(visited.size())));
				}
				else {
					toStore();
				}
			}
		}
		catch (RuntimeException ex) {
			// A task that throws is not run again.
			logger.warn("a message of the demonstration was not sent: {}", ex.getClass().getSimpleName());
		}
	}

	private boolean isWatched() {
		Gauge streams = this.meters.find("switchboard.streams").gauge();
		return streams != null && streams.value() > 0;
	}

	private void toStore() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		List<Person> people = this.script.people().stream().filter(this.script::isSteady).toList();
		Person person = people.get(random.nextInt(people.size()));
		Payloads account = this.store.payloads().get(person.channel());
		byte[] bytes = new byte[ID_BYTES];
		random.nextBytes(bytes);
		Turn turn = new Turn(person, Line.of("> " + text(person.language()), Duration.ZERO), this.clock.instant(),
				account.id(bytes), null);
		this.door.post(person.channel(), new Delivery(person.channel(), turn.at(), account.of(turn)).body());
	}

	private void toVisited(Payloads account) {
		this.visitors.say(account, ThreadLocalRandom.current().nextInt(Visitors.PEOPLE), text("en"),
				this.clock.instant());
	}

	private String text(String language) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		List<String> small = this.script.small(language);
		return Blanks.of(this.script.items(language), random).fill(small.get(random.nextInt(small.size())));
	}

	@PreDestroy
	void close() {
		this.timer.shutdownNow();
	}

}
