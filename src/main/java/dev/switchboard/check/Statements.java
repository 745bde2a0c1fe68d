package dev.switchboard.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.cypher.RowFields;
import dev.switchboard.event.EventGroup;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Every {@code cypher:} endpoint names a file. A statement whose rows are events, which
 * its option {@code onRejected} tells, may read only fields that an event can have, or
 * that the rows of all events get: {@code row.p_tekst} is null for ever, and no database
 * says so.
 */
class Statements {

	private static final String SCHEME = "cypher:";

	private final Routes routes;

	private final Path directory;

	private final Path schema;

	Statements(Routes routes, Path directory, Path schema) {
		this.routes = routes;
		this.directory = directory;
		this.schema = schema;
	}

	/**
	 * Looks for the files and compares the fields.
	 * @throws FileFault for the first file that is not there or field that nothing gives
	 */
	void check() throws IOException {
		Set<String> fields = new TreeSet<>(EventGroup.addedFields());
		collect(schema(), fields);
		for (Routes.Definition definition : this.routes.definitions()) {
			for (Node endpoint : endpoints(definition.node())) {
				Path file = file(definition, endpoint);
				if (Texts.get(endpoint, "parameters").flatMap((all) -> Texts.get(all, "onRejected")).isPresent()) {
					check(file, fields);
				}
			}
		}
	}

	private static List<Node> endpoints(Node definition) {
		List<Node> endpoints = new ArrayList<>();
		Texts.visit(definition, (key, value) -> {
			String uri = Texts.text(value, "uri");
			if (uri != null && uri.startsWith(SCHEME)) {
				endpoints.add(value);
			}
		});
		return endpoints;
	}

	private Path file(Routes.Definition definition, Node endpoint) {
		Node uri = Texts.get(endpoint, "uri").orElseThrow();
		String name = this.routes.resolve(definition, uri, Texts.text(uri).substring(SCHEME.length()));
		Path file = this.directory.resolve(name + ".cypher");
		if (!Files.isRegularFile(file)) {
			throw new FileFault(definition.place(uri), "There is no file %s.".formatted(file),
					"Write that statement, or change the name.");
		}
		return file;
	}

	private void check(Path file, Set<String> fields) throws IOException {
		List<String> lines = Files.readAllLines(file);
		for (int i = 0; i < lines.size(); i++) {
			String place = file + ":" + (i + 1);
			RowFields.in(lines.get(i).replaceFirst("//.*", ""))
				.filter((field) -> !fields.contains(field))
				.findFirst()
				.ifPresent((field) -> {
					throw new FileFault(place, "No mapping gives the field %s.".formatted(field),
							("Change the name, or let a mapping give the field and describe it in %s."
									+ " Like it are: %s.")
								.formatted(this.schema, Nearest.to(field, fields)));
				});
		}
	}

	private JsonNode schema() throws IOException {
		if (!Files.isRegularFile(this.schema)) {
			throw new FileFault(this.schema.toString(), "There is no event schema.",
					"Start Switchboard in the folder that holds routes/ and cypher/, or set switchboard.event.schema.");
		}
		try {
			return new ObjectMapper().readTree(this.schema.toFile());
		}
		catch (JsonProcessingException ex) {
			throw new FileFault(this.schema + ":" + ex.getLocation().getLineNr(), ex.getOriginalMessage() + ".",
					"Mend that line.");
		}
	}

	private static void collect(JsonNode schema, Set<String> fields) {
		schema.path("properties").fieldNames().forEachRemaining(fields::add);
		schema.forEach((child) -> collect(child, fields));
	}

}
