package dev.switchboard.cypher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;

/**
 * Administrative statements, which nobody edits: Cypher files on the class path, beside
 * the class that runs them.
 */
public final class CypherResource {

	private CypherResource() {
	}

	/**
	 * Reads a statement.
	 * @param owner the class beside which the file is
	 * @param name name of the file, without {@code .cypher}
	 * @return the text of the statement
	 */
	public static String read(Class<?> owner, String name) {
		try {
			return new ClassPathResource(name + ".cypher", owner).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
