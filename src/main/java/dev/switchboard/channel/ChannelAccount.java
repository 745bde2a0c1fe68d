package dev.switchboard.channel;

/**
 * What a platform tells of an account that can be connected.
 *
 * @param type the platform
 * @param externalId the platform's id of the account
 * @param name what the owner calls it
 * @param businessAccountId WhatsApp's business account (WABA) that the number belongs to:
 * what is reported of the account is reported of its numbers, so it must come from Meta
 * and not from a user; otherwise null
 * @param displayPhoneNumber the number itself, digits only; null when there is none
 */
public record ChannelAccount(ChannelType type, String externalId, String name, String businessAccountId,
		String displayPhoneNumber) {

	/** An account of which nothing else is known. */
	public static ChannelAccount of(ChannelType type, String externalId, String name) {
		return new ChannelAccount(type, externalId, name, null, null);
	}

	/**
	 * The key of the channel that the account becomes.
	 * @return {@code <type>:<externalId>}
	 */
	public String key() {
		return this.type + ":" + this.externalId;
	}

}
