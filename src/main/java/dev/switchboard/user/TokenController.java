package dev.switchboard.user;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import dev.switchboard.api.ApiException;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API tokens of a user. */
@RestController
@Tag(name = "API tokens")
@RequestMapping("/api/tokens")
class TokenController {

	private final ApiTokens tokens;

	private final CypherTemplate cypher;

	TokenController(ApiTokens tokens, CypherTemplate cypher) {
		this.tokens = tokens;
		this.cypher = cypher;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Make a token for a program", description = "The token is shown this once.")
	ApiTokens.Issued issue(@Valid @RequestBody NewToken token, Principal user) {
		return this.tokens.issue(user.getName(), token.name());
	}

	@GetMapping
	@Operation(summary = "The tokens, without their secrets")
	List<GraphRecord> list(Principal user) {
		return this.cypher.read("accounts/list-tokens", Map.of("userId", user.getName()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Revoke a token")
	void revoke(@PathVariable String id, Principal user) {
		if (!this.cypher.change("accounts/revoke-token", "id", Map.of("userId", user.getName(), "id", id))) {
			throw ApiException.notFound("There is no such token.");
		}
	}

	/** What a token is for. */
	record NewToken(@NotBlank @Size(max = 100) String name) {
	}

}
