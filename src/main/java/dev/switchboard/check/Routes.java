package dev.switchboard.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

import org.springframework.core.env.Environment;

/** All routes of the files, those that are made of templates once for each time. */
class Routes {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??((?:(?:env|sys):)?[^}:]+)(?::([^}]*))?}}");

	private final List<Definition> definitions = new ArrayList<>();

	private final Environment environment;

	Routes(List<RouteFile> files, Environment environment) {
		this.environment = environment;
		Map<String, List<Made>> made = made(files);
		for (RouteFile file : files) {
			for (MappingNode item : file.items()) {
				Node template = Texts.get(item, "routeTemplate").orElse(null);
				if (template == null) {
					this.definitions.add(new Definition(file, item, "", Map.of(), null));
					continue;
				}
				String id = Texts.text(template, "id");
				for (Made one : made.getOrDefault(id, List.of())) {
					Map<String, String> parameters = parameters(template, "defaultValue");
					parameters.putAll(one.parameters());
					this.definitions.add(new Definition(file, template, id, parameters, one.place()));
				}
			}
		}
	}

	private static Map<String, List<Made>> made(List<RouteFile> files) {
		Map<String, List<Made>> made = new HashMap<>();
		for (RouteFile file : files) {
			for (MappingNode item : file.items()) {
				Texts.get(item, "templatedRoute")
					.ifPresent((route) -> made
						.computeIfAbsent(Texts.text(route, "routeTemplateRef"), (template) -> new ArrayList<>())
						.add(new Made(parameters(route, "value"), file.place(item))));
			}
		}
		return made;
	}

	private static Map<String, String> parameters(Node node, String key) {
		Map<String, String> parameters = new HashMap<>();
		if (Texts.get(node, "parameters").orElse(null) instanceof SequenceNode list) {
			for (Node parameter : list.getValue()) {
				String value = Texts.text(parameter, key);
				if (value != null) {
					parameters.put(Texts.text(parameter, "name"), value);
				}
			}
		}
		return parameters;
	}

	List<Definition> definitions() {
		return this.definitions;
	}

	/**
	 * A text of a route with its placeholders replaced.
	 * @throws FileFault when one of them is neither a parameter nor a property
	 */
	String resolve(Definition definition, Node at, String text) {
		return PLACEHOLDER.matcher(text).replaceAll((placeholder) -> {
			String key = placeholder.group(1).strip();
			String value = definition.parameters().get(key);
			value = (value != null) ? value : this.environment.getProperty(key.replaceFirst("^(?:env|sys):", ""));
			value = (value != null) ? value : placeholder.group(2);
			if (value == null) {
				throw new FileFault(definition.place(at),
						"{{%s}} is neither a property nor a parameter of the template.".formatted(key),
						"Set it in config/application.yaml, or mend its name.");
			}
			return Matcher.quoteReplacement(value);
		});
	}

	/**
	 * A route, or something else that stands in a file of routes.
	 *
	 * @param file where it stands
	 * @param node what stands there
	 * @param template the template's id; empty when it is none
	 * @param parameters what the template's placeholders mean
	 * @param madeAt place of the item that makes a route of the template; null without a
	 * template
	 */
	record Definition(RouteFile file, Node node, String template, Map<String, String> parameters, String madeAt) {

		/** Where a node of it stands, and for which of the routes made of it. */
		String place(Node at) {
			return this.file.place(at) + ((this.madeAt != null) ? " (for " + this.madeAt + ")" : "");
		}

	}

	private record Made(Map<String, String> parameters, String place) {
	}

}
