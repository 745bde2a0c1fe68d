package dev.switchboard.user;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import dev.switchboard.api.ApiException;
import dev.switchboard.cypher.CypherTemplate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing up, and what a user can do with the account. */
@RestController
@Tag(name = "Account")
@RequestMapping("/api/account")
class AccountController {

	private final Accounts accounts;

	private final Passwords passwords;

	private final PasswordEncoder encoder;

	private final LoginThrottle attempts;

	private final UserRepository users;

	private final CypherTemplate cypher;

	AccountController(Accounts accounts, UserRepository users, Passwords passwords, PasswordEncoder encoder,
			LoginThrottle attempts, CypherTemplate cypher) {
		this.accounts = accounts;
		this.users = users;
		this.passwords = passwords;
		this.encoder = encoder;
		this.attempts = attempts;
		this.cypher = cypher;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Sign up",
			description = "Always answers 202 when the request is right, also when there is such an account already,"
					+ " which then stays as it is. Log in afterwards.")
	void signUp(@Valid @RequestBody NewAccount account, HttpServletRequest request) {
		this.attempts.from(request.getRemoteAddr());
		String password = this.passwords.checked(account.password(), account.email());
		this.accounts.signUp(account.email(), account.name(), password);
	}

	@GetMapping
	@Operation(summary = "Who is logged in")
	User show(Principal user) {
		return account(user);
	}

	@PutMapping("/password")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Change the password", description = "Ends all other sessions and revokes nothing else.")
	void changePassword(@Valid @RequestBody NewPassword change, Principal user, HttpServletRequest request) {
		UserDetails details = confirmed(user, change.password(), request);
		String password = this.passwords.checked(change.newPassword(), account(user).email());
		this.accounts.updatePassword(details, this.encoder.encode(password));
		this.cypher.write("accounts/end-other-sessions", "userId",
				List.of(Map.of("userId", user.getName(), "keep", Digest.of(request.getSession().getId()))));
		request.changeSessionId();
	}

	@PostMapping("/deletion")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Delete the account and all that it owns",
			description = "Nobody can log in from now on. What it owns is erased in the background.")
	void delete(@Valid @RequestBody Confirmation confirmation, Principal user, HttpServletRequest request) {
		confirmed(user, confirmation.password(), request);
		this.accounts.close(user.getName());
		request.getSession().invalidate();
	}

	private UserDetails confirmed(Principal user, String password, HttpServletRequest request) {
		this.attempts.from(request.getRemoteAddr());
		this.attempts.on(user.getName());
		UserDetails details = this.accounts.byId(user.getName());
		if (!this.passwords.matches(password, details.getPassword())) {
			throw new ApiException(HttpStatus.FORBIDDEN, "The password is wrong.");
		}
		return details;
	}

	private User account(Principal user) {
		return this.users.findById(user.getName())
			.orElseThrow(() -> ApiException.notFound("The account has been deleted."));
	}

	/** What somebody signs up with. */
	record NewAccount(@NotBlank @Email @Size(max = 254) String email, @NotBlank @Size(max = 200) String name,
			@NotBlank @Size(max = Passwords.LONGEST) String password) {
	}

	/** The password as it is and as it is to be. */
	record NewPassword(@NotBlank @Size(max = Passwords.LONGEST) String password,
			@NotBlank @Size(max = Passwords.LONGEST) String newPassword) {
	}

	/** The password, by which somebody shows who is sitting there. */
	record Confirmation(@NotBlank @Size(max = Passwords.LONGEST) String password) {
	}

}
