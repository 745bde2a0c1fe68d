package dev.switchboard.user;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.jackson2.SecurityJackson2Modules;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps the sessions of people who have logged in as nodes of their User, so that they
 * outlast a restart and are known to every copy. The graph has a digest of the id, with
 * which nobody can take over a session. Others are not kept: nothing that an anonymous
 * request does writes to the database.
 */
@Component
class GraphSessions implements SessionRepository<GraphSession> {

	private static final Logger logger = LoggerFactory.getLogger(GraphSessions.class);

	private static final String ID = "id";

	private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {
	};

	private final CypherTemplate cypher;

	private final AccountProperties properties;

	/** Reads no class but those that Spring Security allows. */
	private final ObjectMapper json = new ObjectMapper()
		.registerModules(SecurityJackson2Modules.getModules(getClass().getClassLoader()));

	GraphSessions(CypherTemplate cypher, AccountProperties properties) {
		this.cypher = cypher;
		this.properties = properties;
	}

	@Override
	public GraphSession createSession() {
		MapSession session = new MapSession();
		session.setMaxInactiveInterval(this.properties.sessionTimeout());
		return new GraphSession(session);
	}

	@Override
	public void save(GraphSession session) {
		SecurityContext context = session
			.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
		if (context == null || !session.isToBeStored()) {
			return;
		}
		if (session.getId().equals(session.storedId())) {
			// One that was ended during this request is not there, and stays ended.
			this.cypher.change("accounts/touch-session", ID, row(session, context.getAuthentication().getName()));
		}
		else {
			if (session.storedId() != null) {
				deleteById(session.storedId());
			}
			this.cypher.write("accounts/start-session", ID,
					List.of(row(session, context.getAuthentication().getName())));
		}
		session.stored();
	}

	@Override
	public GraphSession findById(String id) {
		return this.cypher.read("accounts/find-session", Map.of(ID, Digest.of(id)))
			.stream()
			.findAny()
			.map((found) -> read(id, found))
			.orElse(null);
	}

	// A session that cannot be read, such as that of another version, would fail every
	// request of its browser.
	private GraphSession read(String id, GraphRecord found) {
		MapSession session = new MapSession(id);
		session.setCreationTime(found.time("createdAt"));
		session.setLastAccessedTime(found.time("lastAccessedAt"));
		session.setMaxInactiveInterval(this.properties.sessionTimeout());
		try {
			this.json.readValue(found.text("attributes"), ATTRIBUTES).forEach(session::setAttribute);
		}
		catch (JsonProcessingException | IllegalArgumentException ex) {
			logger.warn("ended session {}, whose attributes cannot be read ({})", Digest.of(id),
					ex.getClass().getSimpleName());
			deleteById(id);
			return null;
		}
		return new GraphSession(session, id);
	}

	@Override
	public void deleteById(String id) {
		this.cypher.write("accounts/end-session", ID, List.of(Map.of(ID, Digest.of(id))));
	}

	private Map<String, Object> row(GraphSession session, String userId) {
		Map<String, Object> row = new HashMap<>();
		row.put(ID, Digest.of(session.getId()));
		row.put("userId", userId);
		row.put("createdAt", session.getCreationTime().toEpochMilli());
		row.put("lastAccessedAt", session.getLastAccessedTime().toEpochMilli());
		row.put("expiresAt", session.getLastAccessedTime().plus(session.getMaxInactiveInterval()).toEpochMilli());
		row.put("client", session.getAttribute(SessionController.CLIENT));
		row.put("attributes", text(session));
		return row;
	}

	private String text(GraphSession session) {
		Map<String, Object> attributes = new HashMap<>();
		session.getAttributeNames().forEach((name) -> attributes.put(name, session.getAttribute(name)));
		try {
			return this.json.writerFor(ATTRIBUTES).writeValueAsString(attributes);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("a session has an attribute that cannot be kept", ex);
		}
	}

}
