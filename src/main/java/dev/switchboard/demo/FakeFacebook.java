package dev.switchboard.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.switchboard.demo.Grant.Kind;
import dev.switchboard.meta.MetaApps;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stand-in for {@code graph.facebook.com}, as far as it is called here. */
@RestController
@Profile("demo")
@RequestMapping("/demo/meta/facebook/{version}")
class FakeFacebook {

	/** The PIN that is always wrong, to see what happens then. */
	private static final String WRONG_PIN = "000000";

	private final MetaApps apps;

	private final FakeTokens tokens;

	private final Set<String> registered = ConcurrentHashMap.newKeySet();

	FakeFacebook(MetaApps apps, FakeTokens tokens) {
		this.apps = apps;
		this.tokens = tokens;
	}

	@GetMapping("/{account}/phone_numbers")
	Map<String, Object> numbers(@PathVariable String account,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		List<String> ids = require(authorization, account).ids();
		List<Map<String, Object>> numbers = new ArrayList<>();
		for (String id : ids.subList(1, ids.size())) {
			numbers.add(Map.of("id", id, "display_phone_number", FakeAccounts.display(id), "verified_name",
					FakeAccounts.name(id), "platform_type",
					(FakeAccounts.isNew(id) && !this.registered.contains(id)) ? "NOT_APPLICABLE" : "CLOUD_API"));
		}
		return Map.of("data", numbers);
	}

	@PostMapping("/{number}/register")
	Map<String, Object> register(@PathVariable String number, @RequestParam String pin,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		require(authorization, number);
		if (pin.equals(WRONG_PIN)) {
			throw FakeFault.of(133005, "Two-step verification PIN mismatch.");
		}
		this.registered.add(number);
		return Map.of("success", true);
	}

	@GetMapping("/me/accounts")
	Map<String, Object> pages(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		Grant grant = grant(authorization);
		if (grant.kind() != Kind.person) {
			throw FakeFault.of(100, "Tried accessing nonexisting field (accounts).");
		}
		return Map.of("data", grant.ids().stream().map((id) -> page(id, true)).toList());
	}

	@GetMapping("/{page:\\d+}")
	Map<String, Object> page(@PathVariable String page,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		Grant grant = require(authorization, page);
		Map<String, Object> shown = page(page, grant.kind() == Kind.person);
		if (grant.kind() == Kind.person) {
			shown.put("access_token", this.tokens.token(new Grant(Kind.page, grant.person(), List.of(page))));
		}
		return shown;
	}

	private static Map<String, Object> page(String id, boolean withTasks) {
		Map<String, Object> page = new LinkedHashMap<>();
		page.put("id", id);
		page.put("name", FakeAccounts.page(id));
		if (withTasks) {
			page.put("tasks",
					FakeAccounts.isManaged(id) ? List.of("MODERATE", "MESSAGING", "ANALYZE") : List.of("ANALYZE"));
		}
		if (FakeAccounts.isManaged(id)) {
			page.put("instagram_business_account",
					Map.of("id", FakeAccounts.instagram(id), "username", FakeAccounts.username(id)));
		}
		return page;
	}

	@PostMapping("/{id}/subscribed_apps")
	Map<String, Object> subscribe(@PathVariable String id,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		require(authorization, id);
		return Map.of("success", true);
	}

	@GetMapping("/{id}/subscribed_apps")
	Map<String, Object> subscriptions(@PathVariable String id,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		Map<String, String> app = Map.of("id", this.apps.main().id(), "name", "Switchboard");
		return Map.of("data", List.of((require(authorization, id).kind() == Kind.whatsapp)
				? Map.of("whatsapp_business_api_data", app) : app));
	}

	@DeleteMapping("/{id}/subscribed_apps")
	Map<String, Object> unsubscribe(@PathVariable String id,
			@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		require(authorization, id);
		return Map.of("success", true);
	}

	private Grant require(String authorization, String id) {
		Grant grant = grant(authorization);
		if (!grant.ids().contains(id)) {
			throw FakeFault.of(10, "Application does not have permission for this action.");
		}
		return grant;
	}

	private Grant grant(String authorization) {
		return this.tokens.grant(authorization.substring("Bearer ".length())).orElseThrow(FakeFault::token);
	}

}
