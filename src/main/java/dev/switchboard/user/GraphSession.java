package dev.switchboard.user;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.springframework.session.MapSession;
import org.springframework.session.Session;

/** A session that knows what of it the graph has. */
final class GraphSession implements Session {

	/** How exactly the time of the last request is kept. */
	private static final Duration PRECISION = Duration.ofMinutes(1);

	private final MapSession session;

	private String storedId;

	private Instant storedAccess;

	private boolean changed;

	/** One that the graph does not have. */
	GraphSession(MapSession session) {
		this(session, null);
	}

	/** One that the graph has under this id. */
	GraphSession(MapSession session, String storedId) {
		this.session = session;
		this.storedId = storedId;
		this.storedAccess = session.getLastAccessedTime();
	}

	/** The id under which the graph has it; null when it does not. */
	String storedId() {
		return this.storedId;
	}

	boolean isToBeStored() {
		return this.changed || !getId().equals(this.storedId)
				|| getLastAccessedTime().isAfter(this.storedAccess.plus(PRECISION));
	}

	void stored() {
		this.storedId = getId();
		this.storedAccess = getLastAccessedTime();
		this.changed = false;
	}

	@Override
	public String getId() {
		return this.session.getId();
	}

	@Override
	public String changeSessionId() {
		return this.session.changeSessionId();
	}

	@Override
	public <T> T getAttribute(String name) {
		return this.session.getAttribute(name);
	}

	@Override
	public Set<String> getAttributeNames() {
		return this.session.getAttributeNames();
	}

	@Override
	public void setAttribute(String name, Object value) {
		this.session.setAttribute(name, value);
		this.changed = true;
	}

	@Override
	public void removeAttribute(String name) {
		this.session.removeAttribute(name);
		this.changed = true;
	}

	@Override
	public Instant getCreationTime() {
		return this.session.getCreationTime();
	}

	@Override
	public void setLastAccessedTime(Instant lastAccessedTime) {
		this.session.setLastAccessedTime(lastAccessedTime);
	}

	@Override
	public Instant getLastAccessedTime() {
		return this.session.getLastAccessedTime();
	}

	@Override
	public void setMaxInactiveInterval(Duration interval) {
		this.session.setMaxInactiveInterval(interval);
		this.changed = true;
	}

	@Override
	public Duration getMaxInactiveInterval() {
		return this.session.getMaxInactiveInterval();
	}

	@Override
	public boolean isExpired() {
		return this.session.isExpired();
	}

}
