package dev.switchboard.user;

import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import dev.switchboard.cypher.CypherTemplate;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.stereotype.Component;

/**
 * Tells requests that take long whether what let them in still holds. Others are asked
 * once, when they come.
 */
@Component
public class Credentials {

	/** Attribute by which {@link ApiTokens} tells which token it was. */
	private static final String TOKEN_ID = "token";

	private final CypherTemplate cypher;

	Credentials(CypherTemplate cypher) {
		this.cypher = cypher;
	}

	/** What a request was let in by. */
	public Credential of(HttpServletRequest request, Principal user) {
		if (user instanceof Authentication authentication
				&& authentication.getPrincipal() instanceof OAuth2AuthenticatedPrincipal program) {
			return new Credential(null, program.getAttribute(TOKEN_ID));
		}
		return new Credential(Digest.of(request.getSession().getId()), null);
	}

	/** Which of them hold no more, whichever copy ended them. */
	public Set<Credential> ended(Collection<Credential> logIns) {
		Set<Object> live = this.cypher
			.read("accounts/find-live-log-ins",
					Map.of("sessions", ids(logIns, Credential::session), "tokens", ids(logIns, Credential::token)))
			.stream()
			.map((found) -> found.get("id"))
			.collect(Collectors.toSet());
		return logIns.stream().filter((logIn) -> !live.contains(logIn.id())).collect(Collectors.toSet());
	}

	private static List<String> ids(Collection<Credential> logIns, Function<Credential, String> id) {
		return logIns.stream().map(id).filter(Objects::nonNull).toList();
	}

}
