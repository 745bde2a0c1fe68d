package dev.switchboard.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.event.EventGroup;

/**
 * A statement whose rows are events may read only fields that an event can have, or that
 * the rows of all events get: {@code row.p_tekst} is null for ever, and no database says
 * so.
 */
class RowFields {

	/** The template that writes rows made of events. */
	private static final String TEMPLATE = "write";

	private static final Pattern FIELD = Pattern.compile("\\bp_(\\w+)");

	private final Routes routes;

	private final Path statements;

	private final Path schema;

	RowFields(Routes routes, Path statements, Path schema) {
		this.routes = routes;
		this.statements = statements;
		this.schema = schema;
	}

	/**
	 * Compares the fields.
	 * @throws FileFault for the first that nothing gives
	 */
	void check() throws IOException {
		Set<String> fields = new TreeSet<>(EventGroup.addedFields());
		collect(schema(), fields);
		for (Routes.Definition definition : this.routes.definitions()) {
			if (TEMPLATE.equals(definition.template())) {
				check(definition, fields);
			}
		}
	}

	private void check(Routes.Definition definition, Set<String> fields) throws IOException {
		Path file = this.statements.resolve(definition.parameters().get("statement") + ".cypher");
		if (!Files.isRegularFile(file)) {
			throw new FileFault(definition.madeAt(), "There is no file %s.".formatted(file),
					"Write that statement, or change the name.");
		}
		List<String> lines = Files.readAllLines(file);
		for (int i = 0; i < lines.size(); i++) {
			Matcher field = FIELD.matcher(lines.get(i).replaceFirst("//.*", ""));
			while (field.find()) {
				if (!fields.contains(field.group(1))) {
					throw new FileFault(file + ":" + (i + 1),
							"No mapping gives the field %s.".formatted(field.group(1)),
							("Change the name, or let a mapping give the field and describe it in %s."
									+ " Like it are: %s.")
								.formatted(this.schema, Nearest.to(field.group(1), fields)));
				}
			}
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
