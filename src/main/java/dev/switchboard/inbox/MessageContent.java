package dev.switchboard.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.switchboard.cypher.GraphRecord;

/**
 * What a message has beside a text and files, as the API shows it: its fields are fields
 * of the message.
 *
 * @param payload what is behind the button that was pressed
 * @param location a place; null when the message is none
 * @param flow a form that was filled in; null when the message is none
 * @param catalogId the catalog of the product or order
 * @param productId the product that was asked about
 * @param permission the answer to a request, to be called for one
 * @param storyUrl where the story is that was answered or that mentions the business, as
 * long as the platform says
 * @param sharedContacts people whose addresses were sent, in their order
 * @param orderItems what was ordered, in its order
 * @param reactions who reacts how, but for reactions that were taken back, the oldest
 * first
 * @param ad the ad or post that led to the message, as the newest message from it shows
 * it
 * @param raw the platform's JSON of a message that says nothing in any other field
 */
record MessageContent(String payload, Location location, Flow flow, String catalogId, String productId,
		String permission, String storyUrl, List<SharedContact> sharedContacts, List<OrderItem> orderItems,
		List<Reaction> reactions, Ad ad, String raw) {

	/** Of a message that was revoked. */
	static final MessageContent NONE = new MessageContent(null, null, null, null, null, null, null, List.of(),
			List.of(), List.of(), null, null);

	static MessageContent of(GraphRecord row) {
		MessageContent content = new MessageContent(row.text("payload"), Location.of(row), Flow.of(row),
				row.text("catalogId"), row.text("productId"), row.text("permission"), row.text("storyUrl"),
				row.records("sharedContacts").stream().map(SharedContact::of).toList(),
				row.records("orderItems").stream().map(OrderItem::of).toList(),
				row.records("reactions").stream().map(Reaction::of).toList(), Ad.of(row.record("ad")), row.text("raw"));
		return (content.isSaid() || row.text("text") != null || !row.records("attachments").isEmpty())
				? content.withoutRaw() : content;
	}

	private boolean isSaid() {
		return this.payload != null || this.location != null || this.flow != null || !this.sharedContacts.isEmpty()
				|| !this.orderItems.isEmpty();
	}

	private MessageContent withoutRaw() {
		return new MessageContent(this.payload, this.location, this.flow, this.catalogId, this.productId,
				this.permission, this.storyUrl, this.sharedContacts, this.orderItems, this.reactions, this.ad, null);
	}

	private static boolean isAny(Object... values) {
		for (Object value : values) {
			if (value != null) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A place.
	 *
	 * @param latitude degrees
	 * @param longitude degrees
	 * @param name what it is called
	 * @param address where it is
	 */
	record Location(Double latitude, Double longitude, String name, String address) {

		private static Location of(GraphRecord row) {
			Double latitude = (Double) row.get("latitude");
			Double longitude = (Double) row.get("longitude");
			return isAny(latitude, longitude, row.text("placeName"), row.text("address"))
					? new Location(latitude, longitude, row.text("placeName"), row.text("address")) : null;
		}

	}

	/**
	 * A form that was filled in.
	 *
	 * @param name what it is called
	 * @param response what was filled in, mostly as JSON
	 */
	record Flow(String name, String response) {

		private static Flow of(GraphRecord row) {
			return isAny(row.text("flowName"), row.text("flowResponse"))
					? new Flow(row.text("flowName"), row.text("flowResponse")) : null;
		}

	}

	/**
	 * A person whose addresses were sent.
	 *
	 * @param name the person's
	 * @param phones numbers as they were written
	 * @param waIds those of them that WhatsApp knows, digits only
	 * @param emails addresses
	 * @param organization where the person works
	 */
	record SharedContact(String name, List<String> phones, List<String> waIds, List<String> emails,
			String organization) {

		private static SharedContact of(GraphRecord row) {
			return new SharedContact(row.text("name"), list(row, "phones"), list(row, "waIds"), list(row, "emails"),
					row.text("organization"));
		}

		private static List<String> list(GraphRecord row, String property) {
			return Objects.requireNonNullElse(row.texts(property), List.of());
		}

	}

	/**
	 * A part of an order.
	 *
	 * @param retailerId the product's id in the catalog
	 * @param quantity how many
	 * @param price of one
	 * @param currency of the price
	 */
	record OrderItem(String retailerId, Number quantity, Number price, String currency) {

		private static OrderItem of(GraphRecord row) {
			return new OrderItem(row.text("retailerId"), (Number) row.get("quantity"), (Number) row.get("price"),
					row.text("currency"));
		}

	}

	/**
	 * How somebody reacts to the message.
	 *
	 * @param emoji the sign
	 * @param by {@code contact} or {@code channel}, the business itself
	 * @param at the platform's time
	 */
	record Reaction(String emoji, String by, Instant at) {

		private static Reaction of(GraphRecord row) {
			return new Reaction(row.text("emoji"), row.text("by"), row.time("at"));
		}

	}

	/**
	 * The ad or post that led to a message.
	 *
	 * @param headline what it is called
	 * @param body what it says
	 * @param sourceUrl where it is
	 * @param mediaUrl its picture or video
	 */
	record Ad(String headline, String body, String sourceUrl, String mediaUrl) {

		private static Ad of(GraphRecord ad) {
			return (ad != null)
					? new Ad(ad.text("headline"), ad.text("body"), ad.text("sourceUrl"), ad.text("mediaUrl")) : null;
		}

	}

}
