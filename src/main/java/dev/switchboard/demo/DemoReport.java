package dev.switchboard.demo;

import java.util.ArrayList;
import java.util.List;

import dev.switchboard.channel.ChannelType;
import dev.switchboard.localneo4j.LocalNeo4j;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.neo4j.Neo4jProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What the demo shows a person, on the console. */
@Component
@Profile("demo")
class DemoReport {

	private static final String ROW = " %-36s  %-6s  %s%n";

	private static final String QUERIES = """

			 Three queries to paste there:

			   // whose is what
			   MATCH p = (:User)-[:OWNS|HAS_CONTACT]->() RETURN p

			   // everything that John sent, with attachments and replies
			   MATCH p = (:Contact {name: 'John'})-[:SENT]->(:Message)-[:HAS_ATTACHMENT|REPLIES_TO|PART_OF*0..1]->() RETURN p

			   // what waits for a channel to be connected
			   MATCH (held:HeldEvent) RETURN held.reason, held.channelKey, held.receivedAt, held.payload

			 The server goes on running; stop it with Ctrl-C.
			""";

	private final List<String> rows = new ArrayList<>();

	private final ObjectProvider<LocalNeo4j> local;

	private final Neo4jProperties external;

	DemoReport(ObjectProvider<LocalNeo4j> local, Neo4jProperties external) {
		this.local = local;
		this.external = external;
	}

	void add(String what, int status, GraphCounts.Counts before, GraphCounts.Counts after) {
		this.rows.add(ROW.formatted(what, status, after.since(before)));
	}

	void print(FrontDoor door, String password, GraphCounts.Counts now) {
		StringBuilder text = new StringBuilder(
				"%n Posted to %s, signed as Meta signs:%n%n".formatted(door.url(ChannelType.whatsapp)));
		text.append(ROW.formatted("Delivery", "Answer", "What came of it"));
		this.rows.forEach(text::append);
		text.append("%n In the graph: %s%n%n".formatted(now));
		text.append(" Open http://localhost:%s/ and log in:%n   e-mail %s, password %s%n%n".formatted(door.port(),
				Store.EMAIL, password));
		text.append(whereToLook());
		text.append(QUERIES);
		System.out.println(text);
	}

	private String whereToLook() {
		LocalNeo4j neo4j = this.local.getIfAvailable();
		return (neo4j != null)
				? " Look at it in Neo4j Browser: %s%n   user neo4j, password %s%n".formatted(neo4j.browser(),
						neo4j.password())
				: " Look at it in the Neo4j Browser of %s%n".formatted(this.external.getUri());
	}

}
