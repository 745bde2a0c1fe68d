package dev.switchboard.demo;

import java.util.Map;

import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.Channels;
import dev.switchboard.user.AccountSetup;
import dev.switchboard.user.User;
import dev.switchboard.user.UserRepository;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Bob's Store: an account with a channel on each platform. */
@Component
@Profile("demo")
class Store {

	static final String EMAIL = "bob@example.com";

	/** Bob, as demonstrations had him that nobody could log in to. */
	private static final String FORMER_ID = "bob";

	private static final Whatsapp WHATSAPP = new Whatsapp("104000000000001", "123456789", "15550783881");

	private static final Pages PAGE = new Pages(ChannelType.messenger, "110220330440550");

	private static final Pages INSTAGRAM = new Pages(ChannelType.instagram, "17841400000000001");

	private final AccountSetup accounts;

	private final UserRepository users;

	private final Channels channels;

	private final DemoPassword password;

	Store(AccountSetup accounts, UserRepository users, Channels channels, DemoPassword password) {
		this.accounts = accounts;
		this.users = users;
		this.channels = channels;
		this.password = password;
	}

	/** Opens it, unless it is open: Bob can log in and owns the channels. */
	User open() {
		String bob = this.accounts.ensure(FORMER_ID, EMAIL, "Bob's Store", this.password.text());
		connect(bob, new ChannelAccount(ChannelType.whatsapp, WHATSAPP.phoneNumberId(), "Bob's WhatsApp",
				WHATSAPP.businessAccountId(), WHATSAPP.number()));
		connect(bob, ChannelAccount.of(ChannelType.messenger, PAGE.id(), "Bob's Store"));
		connect(bob, ChannelAccount.of(ChannelType.instagram, INSTAGRAM.id(), "bobs.store"));
		return this.users.findById(bob).orElseThrow();
	}

	private void connect(String bob, ChannelAccount account) {
		if (!bob.equals(FORMER_ID)) {
			this.channels.disconnect(FORMER_ID, account.key());
		}
		this.channels.connect(bob, account);
	}

	/** How what happens on its channels is written. */
	Map<ChannelType, Payloads> payloads() {
		return Map.of(ChannelType.whatsapp, WHATSAPP, ChannelType.messenger, PAGE, ChannelType.instagram, INSTAGRAM);
	}

}
