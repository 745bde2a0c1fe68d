package dev.switchboard.meta;

import java.util.List;
import java.util.Optional;

/**
 * Our apps at Meta, checked: at least one, no two of the same id, no secret twice.
 *
 * @param all all of them, the main one first
 */
public record MetaApps(List<MetaApp> all) {

	public MetaApps {
		all = List.copyOf(all);
	}

	/** The app of an id; empty when it is none of ours, or not any more. */
	public Optional<MetaApp> byId(String id) {
		return this.all.stream().filter((app) -> app.id().equals(id)).findAny();
	}

	/** The one that is meant where nothing says which. */
	public MetaApp main() {
		return this.all.getFirst();
	}

}
