package dev.switchboard.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.yaml.snakeyaml.nodes.Node;

/** Every jq file that a route names must be there and be jq. */
class Mappings {

	private static final Pattern FILE = Pattern.compile("resource:file:(.+\\.jq)");

	private static final Pattern PLACE = Pattern.compile("at line (\\d+), column (\\d+)");

	private final Routes routes;

	private final Set<Path> compiled = new HashSet<>();

	Mappings(Routes routes) {
		this.routes = routes;
	}

	/**
	 * Compiles each file.
	 * @throws FileFault for the first that cannot be
	 */
	void check() throws IOException {
		for (Routes.Definition definition : this.routes.definitions()) {
			Set<Node> texts = new HashSet<>();
			Texts.visit(definition.node(), (key, value) -> texts.add(value));
			for (Node node : texts) {
				Matcher file = FILE.matcher(String.valueOf(Texts.text(node)));
				if (file.matches()) {
					check(Path.of(this.routes.resolve(definition, node, file.group(1))), definition, node);
				}
			}
		}
	}

	private void check(Path file, Routes.Definition definition, Node node) throws IOException {
		if (!Files.isRegularFile(file)) {
			throw new FileFault((definition.madeAt() != null) ? definition.madeAt() : definition.place(node),
					"There is no file %s.".formatted(file), "Write that mapping, or change the name.");
		}
		if (this.compiled.add(file)) {
			try {
				JsonQuery.compile(Files.readString(file), Versions.JQ_1_7);
			}
			catch (JsonQueryException ex) {
				throw fault(file, ex);
			}
		}
	}

	private static FileFault fault(Path file, JsonQueryException ex) {
		// The exception's own text is the whole mapping.
		String reason = (ex.getCause() != null) ? String.valueOf(ex.getCause().getMessage()) : "";
		Matcher place = PLACE.matcher(reason);
		String line = place.find() ? ":" + place.group(1) : "";
		String fault = reason.contains("<EOF>") ? "The mapping ends where jq expects more: something is not closed."
				: "This is not jq" + (line.isEmpty() ? "." : ", from column " + place.group(2) + " on.");
		return new FileFault(file + line, fault, "Mend that line, or the one before it.");
	}

}
