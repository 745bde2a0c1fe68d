package dev.switchboard.connect;

/**
 * What a page needs to know before it offers to connect a channel.
 *
 * @param whatsapp how a number can be connected
 * @param messenger whether a Page can be connected by a log-in
 * @param instagram whether an Instagram account can be connected by its own log-in
 * @param demo whether this is the demonstration, with a stand-in for Meta
 * @param neo4jBrowser address of the local Neo4j's Browser, for a person on this machine;
 * otherwise null
 */
record ConnectSettings(Whatsapp whatsapp, LogIn messenger, LogIn instagram, boolean demo, String neo4jBrowser) {

	/**
	 * Whether channels of a platform can be connected by a log-in at Meta.
	 *
	 * @param available whether it is set up
	 * @param reason what the operator has to set; null when it is set up
	 */
	record LogIn(boolean available, String reason) {
	}

	/**
	 * What Embedded Signup is opened with.
	 *
	 * @param available whether it is set up
	 * @param reason what the operator has to set; null when it is set up
	 * @param appId id of our app at Meta; null when it is not set
	 * @param configurationId the {@code config_id} of Embedded Signup; null when it is
	 * not set
	 * @param sdkUrl address of Facebook's SDK for JavaScript
	 * @param graphVersion version of the Graph API, for the SDK
	 */
	record Whatsapp(boolean available, String reason, String appId, String configurationId, String sdkUrl,
			String graphVersion) {
	}

}
