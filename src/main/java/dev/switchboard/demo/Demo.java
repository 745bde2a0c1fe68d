package dev.switchboard.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.switchboard.channel.ChannelType;
import dev.switchboard.user.User;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Bob's Store owns three channels, and people write to it. */
@Component
@Profile("demo")
class Demo {

	private static final List<Step> STEPS = List.of(new Step("John writes a text", "1-text.json"),
			new Step("John sends a picture with a caption", "2-image.json"),
			new Step("John replies to his own text", "3-reply.json"),
			new Step("the first delivery comes again", "1-text.json"),
			new Step("one for a channel nobody connected", "4-unknown-channel.json"));

	/**
	 * What cannot be stored: for a Page that nobody connected, cut off, and of a kind
	 * that nobody knows.
	 */
	private static final List<String> HELD = List.of("5-unknown-page.json", "6-cut-off.json", "7-new-list.json");

	/** How many events are delivered together. */
	private static final int TOGETHER = 10;

	private final Store store;

	private final FrontDoor door;

	private final GraphCounts counts;

	private final DemoReport report;

	private final DemoPassword password;

	Demo(Store store, FrontDoor door, GraphCounts counts, DemoReport report, DemoPassword password) {
		this.store = store;
		this.door = door;
		this.counts = counts;
		this.report = report;
		this.password = password;
	}

	@EventListener(ApplicationReadyEvent.class)
	void run() {
		User bob = this.store.open();
		for (Step step : STEPS) {
			GraphCounts.Counts before = this.counts.now();
			int status = this.door.post(ChannelType.whatsapp, read(step.file()));
			this.report.add(step.what(), status, before, this.counts.now());
		}
		GraphCounts.Counts before = this.counts.now();
		int status = post(new Fortnight(new Script(), this.store.payloads()).before(bob.createdAt().toInstant()));
		for (String file : HELD) {
			status = Math.max(status, this.door.post(ChannelType.messenger, read(file)));
		}
		this.report.add("two weeks of forty people", status, before, this.counts.now());
		this.report.print(this.door, this.password.text(), this.counts.now());
	}

	// On each platform one after the other, as they were written.
	private int post(List<Delivery> fortnight) {
		try (ExecutorService platforms = Executors.newVirtualThreadPerTaskExecutor()) {
			return List.of(ChannelType.values())
				.stream()
				.map((platform) -> CompletableFuture.supplyAsync(() -> post(platform, fortnight), platforms))
				.toList()
				.stream()
				.mapToInt(CompletableFuture::join)
				.max()
				.orElse(FrontDoor.OK);
		}
	}

	private int post(ChannelType platform, List<Delivery> fortnight) {
		List<Delivery> own = fortnight.stream().filter((delivery) -> delivery.platform() == platform).toList();
		int worst = FrontDoor.OK;
		for (int from = 0; from < own.size(); from += TOGETHER) {
			Delivery delivery = Delivery.together(own.subList(from, Math.min(from + TOGETHER, own.size())));
			worst = Math.max(worst, this.door.post(platform, delivery.body()));
		}
		return worst;
	}

	private static byte[] read(String file) {
		try {
			return new ClassPathResource("demo/" + file).getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Step(String what, String file) {
	}

}
