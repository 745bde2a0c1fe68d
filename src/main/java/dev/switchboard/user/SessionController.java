package dev.switchboard.user;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import dev.switchboard.api.ApiException;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Logging in, and the sessions that this makes. Logging out, {@code DELETE
 * /api/session}, is Spring Security's.
 */
@RestController
@Tag(name = SessionController.TAG)
@RequestMapping("/api")
class SessionController {

	static final String TAG = "Sessions";

	/** Session attribute: the browser or program, as it calls itself. */
	static final String CLIENT = "client";

	private static final int LONGEST_CLIENT = 200;

	private final AuthenticationManager authentication;

	private final LoginThrottle attempts;

	private final CypherTemplate cypher;

	private final CsrfTokenRepository csrfTokens;

	private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	SessionController(AuthenticationManager authentication, LoginThrottle attempts, CypherTemplate cypher,
			CsrfTokenRepository csrfTokens) {
		this.authentication = authentication;
		this.attempts = attempts;
		this.cypher = cypher;
		this.csrfTokens = csrfTokens;
	}

	@GetMapping("/csrf")
	@Operation(summary = "The header, and its value, that every change made with a session needs")
	Map<String, String> csrf(@Parameter(hidden = true) CsrfToken token) {
		return Map.of("headerName", token.getHeaderName(), "token", token.getToken());
	}

	@PostMapping("/session")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Log in", description = "Ask GET /api/csrf again afterwards: the token is another one.")
	void logIn(@Valid @RequestBody LogInRequest logIn, HttpServletRequest request, HttpServletResponse response) {
		this.attempts.from(request.getRemoteAddr());
		this.attempts.on(logIn.email());
		Authentication authenticated;
		try {
			authenticated = this.authentication.authenticate(UsernamePasswordAuthenticationToken
				.unauthenticated(logIn.email(), Passwords.normal(logIn.password())));
		}
		catch (BadCredentialsException ex) {
			throw new ApiException(HttpStatus.UNAUTHORIZED, "The e-mail address or the password is wrong.");
		}
		if (request.getSession(false) != null) {
			request.getSession().invalidate();
		}
		request.getSession().setAttribute(CLIENT, client(request));
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(authenticated);
		this.contexts.saveContext(context, request, response);
		// On a shared machine somebody may know the token from before the log-in.
		this.csrfTokens.saveToken(this.csrfTokens.generateToken(request), request, response);
	}

	@GetMapping("/sessions")
	@Operation(summary = "Where the user is logged in")
	List<GraphRecord> list(Principal user, HttpServletRequest request) {
		return this.cypher.read("accounts/list-sessions",
				Map.of("userId", user.getName(), "current", Digest.of(request.getSession().getId())));
	}

	@DeleteMapping("/sessions/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End a session")
	void end(@PathVariable String id, Principal user) {
		if (!this.cypher.change("accounts/end-own-session", "id", Map.of("userId", user.getName(), "id", id))) {
			throw ApiException.notFound("There is no such session.");
		}
	}

	// Shown to people later: in one line, and not for ever.
	private static String client(HttpServletRequest request) {
		String client = request.getHeader(HttpHeaders.USER_AGENT);
		String printable = (client != null) ? client.replaceAll("[^\\p{Print}]", "?") : "unknown";
		return printable.substring(0, Math.min(printable.length(), LONGEST_CLIENT));
	}

	/** What somebody logs in with. */
	record LogInRequest(@NotBlank @Size(max = 254) String email,
			@NotBlank @Size(max = Passwords.LONGEST) String password) {
	}

}
