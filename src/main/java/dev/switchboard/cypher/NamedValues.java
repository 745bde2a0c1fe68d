package dev.switchboard.cypher;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * A map of values by name, to which a subclass gives methods that know their types. It
 * takes no {@link #put}.
 */
public abstract class NamedValues extends AbstractMap<String, Object> {

	/** The values, of which some may be null. */
	protected final Map<String, Object> values;

	/**
	 * Makes a map of values.
	 * @param values what it shows, not copied
	 */
	protected NamedValues(Map<String, Object> values) {
		this.values = values;
	}

	/** Returns a text. */
	public String text(String name) {
		return (String) this.values.get(name);
	}

	@Override
	public Object get(Object name) {
		return this.values.get(name);
	}

	@Override
	public boolean containsKey(Object name) {
		return this.values.containsKey(name);
	}

	@Override
	public Set<Entry<String, Object>> entrySet() {
		return this.values.entrySet();
	}

}
