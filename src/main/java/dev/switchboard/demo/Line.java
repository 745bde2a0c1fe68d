package dev.switchboard.demo;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a scene. What it says in brackets is no plain text: {@code reply} and
 * {@code react} are about the other side's last message, {@code edit} and {@code revoke}
 * about its own; the others are named as what they send.
 *
 * @param by who writes
 * @param act what it is, such as {@code text} or {@code image}
 * @param argument what the act needs beside the text, such as the name of a file
 * @param text what a person reads
 * @param pause what passes before it, beside the time that writing takes
 */
record Line(By by, String act, String argument, String text, Duration pause) {

	static final String TEXT = "text";

	private static final Pattern FORM = Pattern.compile("(>|<<|<) ?(?:\\[([a-z]+) ?([^\\]]*)\\] ?)?(.*)");

	/** Reads a line of {@code scenes.txt}. */
	static Line of(String line, Duration pause) {
		Matcher form = FORM.matcher(line);
		if (!form.matches()) {
			throw new IllegalArgumentException("not a line of a scene: " + line);
		}
		By by = switch (form.group(1)) {
			case ">" -> By.PERSON;
			case "<" -> By.STORE;
			default -> By.PHONE;
		};
		String act = (form.group(2) != null) ? form.group(2) : TEXT;
		return new Line(by, act, (form.group(3) != null) ? form.group(3) : "", form.group(4), pause);
	}

	boolean isOf(String other) {
		return this.act.equals(other);
	}

	/** The same with another act and text. */
	Line as(String otherAct, String otherText) {
		return new Line(this.by, otherAct, this.argument, otherText, Duration.ZERO);
	}

	/** The same with all blanks filled in. */
	Line filled(Blanks blanks) {
		return new Line(this.by, this.act, blanks.fill(this.argument), blanks.fill(this.text), this.pause);
	}

	/** Who writes. */
	enum By {

		/** The person. */
		PERSON,

		/** The store, in whatever program it answers. */
		STORE,

		/** The store, in the app of its phone. */
		PHONE

	}

}
