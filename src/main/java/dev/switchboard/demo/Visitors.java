package dev.switchboard.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.switchboard.channel.ChannelConnected;
import dev.switchboard.channel.ChannelType;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * People who write to the accounts of the stand-in for Meta: before they are connected,
 * which is parked, and when they are.
 */
@Component
@Profile("demo")
class Visitors {

	private static final Logger logger = LoggerFactory.getLogger(Visitors.class);

	private static final int ID_BYTES = 36;

	private static final String PHONE = "1555011";

	private static final List<String> NAMES = List.of("Ruth Adams", "Tom Becker", "Inès Caron", "Sam Osei");

	/** How many there are. */
	static final int PEOPLE = NAMES.size();

	private static final List<String> FIRST = List.of("Hello, is anybody there?", "What are your opening hours?",
			"I'd like to order something for Saturday 🎂");

	private static final String LATER = "Oh good, you are here now! Did you get my question?";

	private final FrontDoor door;

	private final DemoProperties properties;

	private final Clock clock;

	private final Map<String, Payloads> accounts = new ConcurrentHashMap<>();

	private final Map<String, Payloads> connected = new ConcurrentHashMap<>();

	private final ScheduledExecutorService later = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("demo-visitors").factory());

	Visitors(FrontDoor door, DemoProperties properties, Clock clock) {
		this.door = door;
		this.properties = properties;
		this.clock = clock;
	}

	/** How what happens on a number of the stand-in is written. */
	static Whatsapp whatsapp(String account, String number) {
		return new Whatsapp(account, number, FakeAccounts.display(number).replaceAll("\\D", ""));
	}

	/** Three people write to an account that nobody has connected yet. */
	void writeTo(Payloads account) {
		this.accounts.put(account.channelKey(), account);
		for (int number = 0; number < FIRST.size(); number++) {
			say(account, number, FIRST.get(number), this.clock.instant().minus(Duration.ofMinutes(95 - 40L * number)));
		}
	}

	@EventListener
	void connected(ChannelConnected channel) {
		Payloads account = this.accounts.get(channel.key());
		if (account != null && this.connected.put(channel.key(), account) == null) {
			this.later.schedule(() -> say(account, 0, LATER, this.clock.instant()),
					this.properties.welcome().toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/** The accounts that were connected since the start. */
	List<Payloads> connected() {
		return List.copyOf(this.connected.values());
	}

	/** One of these people writes. */
	void say(Payloads account, int who, String text, Instant at) {
		ChannelType platform = account.type();
		Person person = new Person(NAMES.get(who), "en", platform,
				(platform == ChannelType.whatsapp) ? PHONE + (2200 + 11 * who) : "61200112233446" + (61 + who), null);
		byte[] bytes = new byte[ID_BYTES];
		ThreadLocalRandom.current().nextBytes(bytes);
		Turn turn = new Turn(person, Line.of("> " + text, Duration.ZERO), at, account.id(bytes), null);
		int status = this.door.post(platform, new Delivery(platform, at, account.of(turn)).body());
		if (status != FrontDoor.OK) {
			logger.warn("a message of the demonstration to {} was answered {}", account.channelKey(), status);
		}
	}

	@PreDestroy
	void close() {
		this.later.shutdownNow();
	}

}
