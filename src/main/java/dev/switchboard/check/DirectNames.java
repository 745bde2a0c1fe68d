package dev.switchboard.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.Node;

/**
 * Every {@code direct:} endpoint that a route calls must be where a route begins. A name
 * that is made of a variable is checked for each constant that some route gives the
 * variable: {@code direct:providers/${variable.provider}} for each provider.
 */
class DirectNames {

	private static final String SCHEME = "direct:";

	private static final Set<String> PROSE = Set.of("id", "description", "message");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{variable\\.(\\w+)}");

	private final Routes routes;

	private final Set<String> begun = new TreeSet<>();

	private final List<Call> calls = new ArrayList<>();

	private final Map<String, List<Call>> constants = new HashMap<>();

	DirectNames(Routes routes) {
		this.routes = routes;
	}

	/**
	 * Looks for a route behind each call.
	 * @throws FileFault for the first call that has none
	 */
	void check() {
		this.routes.definitions().forEach(this::collect);
		for (Call call : this.calls) {
			Matcher variable = VARIABLE.matcher(call.value());
			if (!variable.find()) {
				require(call.value(), call.place());
				continue;
			}
			for (Call constant : this.constants.getOrDefault(variable.group(1), List.of())) {
				String name = variable.replaceFirst(Matcher.quoteReplacement(constant.value()));
				require(name, constant.place());
			}
		}
	}

	private void collect(Routes.Definition definition) {
		Texts.visit(definition.node(), (key, value) -> {
			String name = name(definition, key, value);
			if ("from".equals(key)) {
				String begun = (name != null) ? name : name(definition, "uri", Texts.get(value, "uri").orElse(null));
				if (begun != null) {
					this.begun.add(begun);
				}
			}
			else if (name != null) {
				this.calls.add(new Call(name, definition.place(value)));
			}
			if ("setVariable".equals(key) && Texts.text(value, "constant") != null) {
				Node constant = Texts.get(value, "constant").orElseThrow();
				this.constants.computeIfAbsent(Texts.text(value, "name"), (variable) -> new ArrayList<>())
					.add(new Call(this.routes.resolve(definition, constant, Texts.text(constant)),
							(definition.madeAt() != null) ? definition.madeAt() : definition.place(constant)));
			}
		});
	}

	private String name(Routes.Definition definition, String key, Node value) {
		String text = Texts.text(value);
		return (text != null && text.startsWith(SCHEME) && !PROSE.contains(key)) ? this.routes.resolve(definition,
				value, text.substring(SCHEME.length()).replaceFirst("^//", "").replaceFirst("\\?.*", "")) : null;
	}

	private void require(String name, String place) {
		if (!this.begun.contains(name) && !name.contains("${")) {
			throw new FileFault(place, "No route begins with %s%s.".formatted(SCHEME, name),
					"Add that route, or change the name. Like it are: %s.".formatted(Nearest.to(name, this.begun)));
		}
	}

	/** A text that means something, and where it stands. */
	private record Call(String value, String place) {
	}

}
