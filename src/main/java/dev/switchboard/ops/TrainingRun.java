package dev.switchboard.ops;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the application as soon as it is ready. The JVM then writes the classes that it
 * has loaded, and what it has learnt about their methods, into a cache, with which later
 * starts are faster.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line
 * Ergonomics</a>
 */
@Component
@Profile("training")
class TrainingRun {

	@EventListener
	void end(ApplicationReadyEvent ready) {
		SpringApplication.exit(ready.getApplicationContext());
	}

}
