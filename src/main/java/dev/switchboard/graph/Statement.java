package dev.switchboard.graph;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The administrative statements of this package, one Cypher file each beside it. */
final class Statement {

	private Statement() {
	}

	/**
	 * Reads a statement.
	 * @param name name of its file, without the ending
	 * @return the text of the statement
	 */
	static String read(String name) {
		String file = name + ".cypher";
		try (InputStream in = Statement.class.getResourceAsStream(file)) {
			if (in == null) {
				throw new FileNotFoundException("No " + file + " beside " + Statement.class.getName());
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
