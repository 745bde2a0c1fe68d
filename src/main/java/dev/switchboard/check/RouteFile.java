package dev.switchboard.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

import org.springframework.core.io.Resource;

/**
 * A file of routes that Camel's reader understands.
 *
 * @param name its path, from the working directory where it is below that
 * @param items what the file is a list of: routes, templates, routes made of templates
 */
record RouteFile(String name, List<MappingNode> items) {

	/**
	 * Reads the files of the routes.
	 * @param locations where they are
	 * @return at least one
	 * @throws FileFault when there is none, or one is no list of routes
	 */
	static List<RouteFile> readAll(RouteLocations locations) throws IOException {
		List<RouteFile> files = new ArrayList<>();
		// Never started: it only reads.
		try (DefaultCamelContext camel = new DefaultCamelContext()) {
			for (Resource file : locations.files()) {
				files.add(read(file, camel));
			}
		}
		if (files.isEmpty()) {
			throw new FileFault(locations.toString(), "There are no routes.",
					"Start Switchboard in the folder that holds routes/ and cypher/, or set"
							+ " camel.main.routes-include-pattern.");
		}
		return files;
	}

	private static RouteFile read(Resource file, CamelContext camel) throws IOException {
		String name = nameOf(file);
		String text;
		try (InputStream bytes = file.getInputStream()) {
			text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
		}
		readWithCamel(name, text, camel);
		if (!(new Yaml().compose(new StringReader(text)) instanceof SequenceNode list)
				|| !list.getValue().stream().allMatch(MappingNode.class::isInstance)) {
			throw fault(name + ":1", "This is no list of routes.");
		}
		return new RouteFile(name, list.getValue().stream().map(MappingNode.class::cast).toList());
	}

	private static void readWithCamel(String name, String text, CamelContext camel) {
		try (RoutesBuilderLoader loader = PluginHelper.getRoutesLoader(camel).getRoutesLoader("yaml")) {
			RouteBuilder routes = (RouteBuilder) loader.loadRoutesBuilder(ResourceHelper.fromString(name, text));
			routes.setCamelContext(camel);
			routes.configure();
		}
		catch (MarkedYamlEngineException ex) {
			int line = ex.getProblemMark().map((mark) -> mark.getLine() + 1).orElse(1);
			throw fault(name + ":" + line, ex.getProblem() + ".");
		}
		catch (Exception ex) {
			throw fault(name + ":1", ex.getMessage());
		}
	}

	private static FileFault fault(String place, String fault) {
		return new FileFault(place, fault,
				"Mend that line; an editor that knows Camel's YAML shows what may stand there.");
	}

	private static String nameOf(Resource file) throws IOException {
		if (!file.isFile()) {
			return file.getDescription();
		}
		Path path = file.getFile().toPath().toAbsolutePath().normalize();
		Path here = Path.of("").toAbsolutePath();
		return (path.startsWith(here) ? here.relativize(path) : path).toString();
	}

	String place(Node node) {
		return this.name + ":" + (node.getStartMark().getLine() + 1);
	}

}
