package dev.switchboard.demo;

import dev.switchboard.Graph;
import dev.switchboard.Neo4jTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README's first command shows. */
@Neo4jTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@ActiveProfiles("demo")
@Import(Graph.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class DemoIT {

	@Autowired
	private Demo demo;

	@Autowired
	private Graph graph;

	@Test
	void bobOwnsAChannelAndJohnWroteToIt(CapturedOutput output) throws Exception {
		this.demo.run();

		assertThat(output).containsPattern("John writes a text +200 +\\+1 Contact, \\+1 Conversation, \\+1 Message")
			.containsPattern("comes again +200 +nothing new")
			.containsPattern("nobody connected +200 +\\+1 HeldEvent");
		assertThat(this.graph.value("""
				MATCH (:User {name: "Bob's Store"})-[:OWNS]->(:Channel {key: 'whatsapp:123456789'})<-[:ON]-()
				      <-[:HAS]-(:Contact {name: 'John'})-[:SENT]->(m:Message)
				RETURN count(m)""")).isEqualTo(3L);
	}

}
