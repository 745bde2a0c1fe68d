package dev.switchboard.demo;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What is filled into the lines of one conversation.
 *
 * @param item what it is about
 * @param price what that costs
 * @param order number of the order
 * @param time an hour of the day
 */
record Blanks(String item, String price, String order, String time) {

	static Blanks of(List<String> items, Random random) {
		return new Blanks(items.get(random.nextInt(items.size())),
				String.format(Locale.ROOT, "%d.90", 12 + random.nextInt(78)),
				Integer.toString(24_000 + random.nextInt(6000)), (12 + random.nextInt(8)) + ":00");
	}

	String fill(String text) {
		return text.replace("{item}", this.item)
			.replace("{price}", this.price)
			.replace("{order}", this.order)
			.replace("{time}", this.time);
	}

}
