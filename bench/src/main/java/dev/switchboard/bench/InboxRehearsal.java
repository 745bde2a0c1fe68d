package dev.switchboard.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.HdrHistogram.Histogram;

/**
 * Reads the lists of a user who has a hundred thousand contacts and a million messages,
 * over HTTP, as a browser does.
 */
class InboxRehearsal {

	private static final int TIMES = 200;

	private static final int WARM_UP = 300;

	private static final long TARGET_MILLIS = 100;

	private static final int DEEP_PAGES = 250;

	private final Path directory;

	InboxRehearsal(Path directory) {
		this.directory = directory;
	}

	/** Returns whether every list was as long as it must be. */
	boolean run() {
		try (Database database = Database.start(this.directory, new Deliveries(1, 1));
				Application application = Application.start(this.directory, database,
						"--switchboard.accounts.breach-list=");
				ApiUser user = ApiUser.signUp(application.port())) {
			InboxData data = new InboxData(user.id());
			System.out.println("filling in 100,000 contacts and 1,000,000 messages");
			data.fill(database);
			boolean complete = true;
			System.out.printf("%n%-46s %10s %10s   %s%n", "", "p50", "p99", "below %d ms".formatted(TARGET_MILLIS));
			for (Map.Entry<String, String> list : lists(user, data).entrySet()) {
				complete &= measure(list.getKey(), list.getValue(), user);
			}
			countAnew(user, data);
			System.out.println();
			return complete & BrowserRehearsal.run(application.port(), data.anyNumber(), this.directory);
		}
	}

	// Nothing of another period is remembered.
	private static void countAnew(ApiUser user, InboxData data) {
		long start = System.nanoTime();
		user.get("/api/statistics?" + data.period().replace("Z&", ".001Z&"));
		System.out.printf("%-46s %7.1f ms%n", "statistics of a million messages, counted anew",
				(System.nanoTime() - start) / 1_000_000.0);
	}

	private static Map<String, String> lists(ApiUser user, InboxData data) {
		JsonNode message = user.get("/api/messages?limit=1").get("items").get(0);
		Map<String, String> lists = new LinkedHashMap<>();
		lists.put("50 conversations", "/api/conversations");
		lists.put("50 conversations, page 1,001", "/api/conversations?after=" + deep(user, "/api/conversations"));
		lists.put("50 conversations of one channel", "/api/conversations?channel=" + data.anyChannel());
		lists.put("50 unanswered conversations", "/api/conversations?unanswered=true");
		lists.put("one conversation", "/api/conversations/" + message.get("conversation").asText());
		lists.put("50 contacts", "/api/contacts");
		lists.put("50 contacts of one channel", "/api/contacts?channel=" + data.anyChannel());
		lists.put("50 messages", "/api/messages");
		lists.put("50 messages, page 1,001", "/api/messages?after=" + deep(user, "/api/messages"));
		lists.put("50 messages of one channel", "/api/messages?channel=" + data.anyChannel());
		lists.put("the messages of one conversation",
				"/api/messages?conversation=" + message.get("conversation").asText());
		lists.put("search: a word of one message", "/api/messages?q=" + data.rareWord());
		lists.put("search: a word of 143,000 messages", "/api/messages?q=" + data.commonWord());
		lists.put("search: a word of all messages", "/api/messages?q=" + data.everyWord());
		lists.put("one message", "/api/messages/" + message.get("id").asText());
		lists.put("one contact", "/api/contacts/" + message.get("contact").get("id").asText());
		lists.put("channels", "/api/channels");
		lists.put("50 held events", "/api/held");
		lists.put("counts of 30,000 held events", "/api/held/counts");
		lists.put("statistics, remembered for 30 s", "/api/statistics?" + data.period());
		return lists;
	}

	private static String deep(ApiUser user, String list) {
		String next = user.get(list + "?limit=200").get("next").asText();
		for (int page = 1; page < DEEP_PAGES; page++) {
			next = user.get(list + "?limit=200&after=" + next).get("next").asText();
		}
		return next;
	}

	private static boolean measure(String name, String path, ApiUser user) {
		for (int i = 0; i < WARM_UP; i++) {
			user.get(path);
		}
		Histogram times = new Histogram(3);
		JsonNode answer = null;
		for (int i = 0; i < TIMES; i++) {
			long start = System.nanoTime();
			answer = user.get(path);
			times.recordValue((System.nanoTime() - start) / 1000);
		}
		double p99 = times.getValueAtPercentile(99) / 1000.0;
		System.out.printf("%-46s %7.1f ms %7.1f ms   %s%n", name, times.getValueAtPercentile(50) / 1000.0, p99,
				(p99 < TARGET_MILLIS) ? "met" : "missed");
		boolean complete = !answer.has("items") || !answer.get("items").isEmpty();
		if (!complete) {
			System.out.println("  NOTHING WAS FOUND");
		}
		return complete;
	}

}
