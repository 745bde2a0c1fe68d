package dev.switchboard.connect;

import java.util.List;

/**
 * The WhatsApp numbers that an access token is for.
 *
 * @param token the access token
 * @param numbers of all its business accounts
 */
record Numbers(String token, List<Number> numbers) {

	/** Without what is secret. */
	@Override
	public String toString() {
		return this.numbers.size() + " numbers";
	}

	/**
	 * One of them.
	 *
	 * @param businessAccountId id of the WhatsApp business account (WABA)
	 * @param phoneNumberId Meta's id of the number
	 * @param displayPhoneNumber the number itself, digits only; null when Meta does not
	 * tell
	 * @param verifiedName name of the business
	 * @param registered whether the Cloud API knows it, so that no pin is needed
	 * @param connected whether it is a channel of the user already
	 */
	record Number(String businessAccountId, String phoneNumberId, String displayPhoneNumber, String verifiedName,
			boolean registered, boolean connected) {

		Number asConnected() {
			return new Number(this.businessAccountId, this.phoneNumberId, this.displayPhoneNumber, this.verifiedName,
					this.registered, true);
		}

	}

}
