package dev.switchboard.channel;

/** The platforms whose accounts can be channels; the names stand in channel keys. */
public enum ChannelType {

	/** A WhatsApp number, by its {@code phone_number_id}. */
	whatsapp,

	/** A Facebook Page, by its id. */
	messenger,

	/** An Instagram professional account, by its id. */
	instagram

}
