package dev.switchboard.demo;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Accounts of the stand-in for Meta. Their ids are random, and all else follows from the
 * id, so that nothing has to be remembered.
 */
final class FakeAccounts {

	private static final List<String> SHOPS = List.of("Corner Bakery", "Harbour Books", "Green Bicycle",
			"Olive & Thyme", "North Light Studio", "Little Lantern", "Paper Crane", "Blue Door Café");

	private static final SecureRandom RANDOM = new SecureRandom();

	/** The last digit of a number that is not registered yet, or of a Page of others. */
	private static final String OTHER = "3";

	private FakeAccounts() {
	}

	/** A business account, and behind it its numbers. */
	static List<String> account(int numbers) {
		String digits = digits(9);
		List<String> ids = new ArrayList<>(List.of("190" + digits + "00"));
		for (int number = 1; number <= numbers; number++) {
			ids.add("550" + digits + "0" + number);
		}
		return ids;
	}

	/** The Pages of a person: one that can be connected, and one that is of others. */
	static List<String> pages() {
		String digits = digits(9);
		return List.of("170" + digits + "01", "170" + digits + "0" + OTHER);
	}

	/** An Instagram account without a Page. */
	static String account() {
		return "17841" + digits(12);
	}

	/** A person. */
	static String person() {
		return "70070" + digits(10);
	}

	/** What a phone shows of a number. */
	static String display(String number) {
		int line = Math.floorMod(number.hashCode(), 10_000);
		return "+1 555-%03d-%04d".formatted(100 + Math.floorMod(number.hashCode() / 10_000, 100), line);
	}

	/** Whether a number is not registered at first. */
	static boolean isNew(String number) {
		return number.endsWith(OTHER);
	}

	/** Whether the person may manage a Page. */
	static boolean isManaged(String page) {
		return !page.endsWith(OTHER);
	}

	/** What a business is called. */
	static String name(String id) {
		return SHOPS.get(Math.floorMod(id.substring(0, id.length() - 2).hashCode(), SHOPS.size()))
				+ List.of("", "", " Orders", " Service").get(id.charAt(id.length() - 1) & 3);
	}

	/** What a Page is called. */
	static String page(String id) {
		return isManaged(id) ? name(id.substring(0, id.length() - 1) + "0") : "A page of a friend";
	}

	/** The Instagram account that is linked to a Page. */
	static String instagram(String page) {
		return "17841" + page.substring(2);
	}

	/** What an Instagram account is called, by the id of its Page or by its own. */
	static String username(String id) {
		return page(id.substring(0, id.length() - 1) + "0").toLowerCase(Locale.ROOT)
			.replace("é", "e")
			.replaceAll("[^a-z]+", ".");
	}

	private static String digits(int count) {
		return RANDOM.ints(count, 0, 10)
			.collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
			.toString();
	}

}
