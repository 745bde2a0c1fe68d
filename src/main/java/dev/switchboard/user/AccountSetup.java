package dev.switchboard.user;

import java.util.Map;

import dev.switchboard.cypher.CypherTemplate;

import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/**
 * Sets up an account whose password is known from elsewhere, such as that of the
 * demonstration. It is an account like every other.
 */
@Service
public class AccountSetup {

	private final Accounts accounts;

	private final Passwords passwords;

	private final PasswordEncoder encoder;

	private final CypherTemplate cypher;

	AccountSetup(Accounts accounts, Passwords passwords, PasswordEncoder encoder, CypherTemplate cypher) {
		this.accounts = accounts;
		this.passwords = passwords;
		this.encoder = encoder;
		this.cypher = cypher;
	}

	/**
	 * Makes sure that somebody can log in. Where there is an account with this e-mail
	 * address, it gets the password unless it has it.
	 * @param formerId id of a user to take who cannot log in yet, where there is one
	 * @param email e-mail address
	 * @param name what the person or shop is called
	 * @param password the password
	 * @return id of the user
	 */
	public String ensure(String formerId, String email, String name, String password) {
		try {
			UserDetails user = this.accounts.loadUserByUsername(email);
			if (!this.passwords.matches(password, user.getPassword())) {
				this.accounts.updatePassword(user, this.encoder.encode(Passwords.normal(password)));
			}
			return user.getUsername();
		}
		catch (UsernameNotFoundException ex) {
			if (!this.cypher.change("accounts/give-login", "userId", Map.of("userId", formerId, "login",
					Accounts.login(email), "password", this.encoder.encode(Passwords.normal(password))))) {
				this.accounts.signUp(email, name, Passwords.normal(password));
			}
			return this.accounts.loadUserByUsername(email).getUsername();
		}
	}

}
