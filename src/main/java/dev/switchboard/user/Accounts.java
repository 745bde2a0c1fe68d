package dev.switchboard.user;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.RejectedRow;
import dev.switchboard.cypher.RowsRejectedException;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/**
 * Users as people who log in. To Spring Security the name of a user is the user's id: an
 * e-mail address can change, and says who somebody is.
 */
@Service
class Accounts implements UserDetailsService, UserDetailsPasswordService {

	private static final Logger logger = LoggerFactory.getLogger(Accounts.class);

	/** Authority of a user who has logged in with the password; API tokens lack it. */
	static final String ROLE = "USER";

	private static final String USER_ID = "userId";

	private static final String PASSWORD = "password";

	private final CypherTemplate cypher;

	private final PasswordEncoder encoder;

	private final MeterRegistry meters;

	Accounts(CypherTemplate cypher, PasswordEncoder encoder, MeterRegistry meters) {
		this.cypher = cypher;
		this.encoder = encoder;
		this.meters = meters;
	}

	/**
	 * Makes an account. When there is one with this e-mail address, does nothing, and
	 * takes the same time: whether there is one is nobody's business.
	 * @param email e-mail address
	 * @param name what the person or shop is called
	 * @param password a password that was checked already
	 */
	void signUp(String email, String name, String password) {
		Map<String, Object> row = Map.of(USER_ID, UUID.randomUUID().toString().replace("-", ""), "email", email.strip(),
				"login", login(email), "name", name.strip(), PASSWORD, this.encoder.encode(password));
		try {
			this.cypher.write("accounts/create-account", USER_ID, List.of(row));
			count("created");
		}
		catch (RowsRejectedException ex) {
			if (ex.rejected().getFirst().reason() != RejectedRow.Reason.POISON
					|| !"Neo.ClientError.Schema.ConstraintValidationFailed".equals(ex.rejected().getFirst().code())) {
				throw ex;
			}
			count("exists-already");
		}
	}

	/** The user of an id, with the hash of the password. */
	UserDetails byId(String userId) {
		return details(Map.of(USER_ID, userId));
	}

	/** The user who logs in with an e-mail address, however it is capitalised. */
	@Override
	public UserDetails loadUserByUsername(String email) {
		return details(Map.of("login", login(email)));
	}

	/** Replaces the hash of the password. */
	@Override
	public UserDetails updatePassword(UserDetails user, String newPassword) {
		this.cypher.write("accounts/change-password", USER_ID,
				List.of(Map.of(USER_ID, user.getUsername(), PASSWORD, newPassword)));
		return byId(user.getUsername());
	}

	/**
	 * Closes an account: nobody can log in to it from now on, and all that it owns is
	 * erased by the route {@code erase-accounts}.
	 */
	void close(String userId) {
		this.cypher.write("accounts/close-account", USER_ID, List.of(Map.of(USER_ID, userId)));
		count("closed");
	}

	private UserDetails details(Map<String, Object> by) {
		return this.cypher.read(by.containsKey(USER_ID) ? "accounts/find-account" : "accounts/find-login", by)
			.stream()
			.findAny()
			.map((found) -> org.springframework.security.core.userdetails.User.withUsername(found.text(USER_ID))
				.password(found.text(PASSWORD))
				.roles(ROLE)
				.build())
			.orElseThrow(() -> new UsernameNotFoundException("There is no such account."));
	}

	private void count(String what) {
		this.meters.counter("switchboard.accounts", "outcome", what).increment();
		logger.info("account {}", what);
	}

	static String login(String email) {
		return email.strip().toLowerCase(Locale.ROOT);
	}

}
