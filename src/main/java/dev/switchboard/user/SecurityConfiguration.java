package dev.switchboard.user;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Who may do what under {@code /api}. Nothing of this is in front of the webhooks, which
 * are known by their signatures, or of the management port.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String API = "/api/*";

	private static final String SESSION_COOKIE = "SESSION";

	private static final int SESSIONS = -120;

	private static final int SECURITY = -100;

	/** The description of the API has its style sheet and scripts from here. */
	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
			+ " 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
			+ " frame-ancestors 'none'";

	@Bean
	FilterRegistrationBean<SessionRepositoryFilter<GraphSession>> sessions(GraphSessions sessions) {
		DefaultCookieSerializer cookies = new DefaultCookieSerializer();
		cookies.setCookieName(SESSION_COOKIE);
		cookies.setCookiePath("/api");
		cookies.setUseHttpOnlyCookie(true);
		// Lax and not strict: who comes back from Meta's log-in must still be known.
		cookies.setSameSite("Lax");
		CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
		resolver.setCookieSerializer(cookies);
		SessionRepositoryFilter<GraphSession> filter = new SessionRepositoryFilter<>(sessions);
		filter.setHttpSessionIdResolver(resolver);
		FilterRegistrationBean<SessionRepositoryFilter<GraphSession>> registration = new FilterRegistrationBean<>(
				filter);
		registration.addUrlPatterns(API);
		registration.setOrder(SESSIONS);
		return registration;
	}

	@Bean
	DelegatingFilterProxyRegistrationBean security() {
		DelegatingFilterProxyRegistrationBean registration = new DelegatingFilterProxyRegistrationBean(
				"springSecurityFilterChain");
		registration.addUrlPatterns(API);
		registration.setOrder(SECURITY);
		return registration;
	}

	@Bean
	SecurityFilterChain api(HttpSecurity http, ApiTokens tokens, CsrfTokenRepository csrfTokens,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) throws Exception {
		PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
		return http.securityMatcher("/api/**")
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(HttpMethod.POST, "/api/account", "/api/session")
						.permitAll()
						.requestMatchers(HttpMethod.GET, "/api/csrf", "/api/openapi.json", "/api/openapi.json/**",
								"/api/docs", "/api/swagger-ui/**")
						.permitAll()
						.requestMatchers(HttpMethod.GET, "/api/account")
						.authenticated()
						.requestMatchers("/api/account/**", "/api/session", "/api/sessions/**", "/api/tokens/**",
								"/api/channels/*/authorize", "/api/channels/messenger/pages",
								"/api/channels/whatsapp/numbers", "/api/channels/*/connect")
						.hasRole(Accounts.ROLE)
						.anyRequest()
						.authenticated())
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokens)
				.csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
			.addFilterAfter(new CsrfCookieFilter(), CsrfFilter.class)
			.oauth2ResourceServer((server) -> server.opaqueToken((opaque) -> opaque.introspector(tokens))
				.authenticationEntryPoint(
						(request, response, ex) -> errors.resolveException(request, response, null, ex)))
			.exceptionHandling((handling) -> handling
				.authenticationEntryPoint(
						(request, response, ex) -> errors.resolveException(request, response, null, ex))
				.accessDeniedHandler((request, response, ex) -> errors.resolveException(request, response, null, ex)))
			.logout((logout) -> logout
				.logoutRequestMatcher(new AndRequestMatcher(path.matcher(HttpMethod.DELETE, "/api/session"),
						(request) -> !isWithToken(request)))
				.logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT))
				.deleteCookies(SESSION_COOKIE))
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY)))
			.requestCache(AbstractHttpConfigurer::disable)
			.build();
	}

	// It has no session to end, and must not be told that one was: it is denied like all
	// that only people may do.
	private static boolean isWithToken(HttpServletRequest request) {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		return StringUtils.startsWithIgnoreCase(authorization, "Bearer ");
	}

	@Bean
	CsrfTokenRepository csrfTokens() {
		CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
		tokens.setCookiePath("/api");
		return tokens;
	}

	/** Logging out is a filter, which the description of the API would not know of. */
	@Bean
	OpenApiCustomizer describeLogOut() {
		return (description) -> description.getPaths()
			.get("/api/session")
			.delete(new Operation().addTagsItem(SessionController.TAG)
				.summary("Log out")
				.operationId("logOut")
				.responses(new ApiResponses().addApiResponse("204", new ApiResponse().description("No Content"))
					.addApiResponse("403",
							new ApiResponse().description("With an API token, which has no session and stays valid"))));
	}

	@Bean
	AuthenticationManager authenticationManager(Accounts accounts, PasswordEncoder encoder) {
		DaoAuthenticationProvider provider = new DaoAuthenticationProvider(accounts);
		provider.setPasswordEncoder(encoder);
		provider.setUserDetailsPasswordService(accounts);
		return new ProviderManager(provider);
	}

	/** Argon2, since bcrypt would cut a long password at 72 bytes. */
	@Bean
	PasswordEncoder passwordEncoder() {
		return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
	}

}
