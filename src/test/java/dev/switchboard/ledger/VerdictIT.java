package dev.switchboard.ledger;

import java.util.List;
import java.util.stream.Stream;

import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A verdict that never says no would be worth nothing. */
@SwitchboardTest
class VerdictIT {

	private static final String PERSON = "919900112233";

	private Ledger ledger;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private Driver driver;

	@BeforeEach
	void twoMessagesAreAnsweredAndStored() {
		this.ledger = new Ledger(this.driver);
		this.graph.connect("bob", Account.BOBS_NUMBER.id());
		this.graph.connect("alice", Account.ALICES_NUMBER.id());
		for (String id : List.of("wamid.ledger-1", "wamid.ledger-2")) {
			Delivery delivery = Delivery.of("whatsapp",
					Platform.delivery(Account.BOBS_NUMBER.id(), Platform.text(PERSON, id, "Hello")),
					List.of(new LedgerEvent(LedgerEvent.Kind.text, id, Account.BOBS_NUMBER, PERSON)));
			this.ledger.sending(delivery);
			Platform.assertAccepted(this.platform.post(delivery.body()));
			this.ledger.answered(delivery);
		}
	}

	@Test
	void saysNothingWhenAllIsRight() {
		assertThat(Verdict.of(this.driver, this.ledger).violations()).isEmpty();
	}

	static Stream<Arguments> wrongs() {
		return Stream.of(
				arguments("answered 200, but neither in the graph nor held",
						"MATCH (m:Message {id: 'wamid.ledger-1'}) DETACH DELETE m"),
				arguments("in the graph, but never sent", """
						MATCH (m:Message {id: 'wamid.ledger-1'}) SET m.id = 'wamid.other', m.key = m.key + '-other'"""),
				arguments("related twice", """
						MATCH (m:Message {id: 'wamid.ledger-1'})<-[:SENT]-(c:Contact) CREATE (c)-[:SENT]->(m)"""),
				arguments("under the wrong user", """
						MATCH (u:User {id: 'bob'})-[o:HAS_CONTACT]->(c:Contact), (other:User {id: 'alice'})
						CREATE (other)-[:HAS_CONTACT]->(c) DELETE o"""),
				arguments("held without need",
						"""
								CREATE (:HeldEvent {id: 'x', reason: 'failed: NullPointerException', channelKey: 'whatsapp:1001',
								  payload: '{}'})"""),
				arguments("astray", """
						MATCH (:Contact)-[known:KNOWN_AS]->(:Identity) DELETE known"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("wrongs")
	void saysWhatIsWrong(String what, String mischief) {
		this.graph.query(mischief);

		assertThat(Verdict.of(this.driver, this.ledger).violations()).anyMatch((line) -> line.startsWith(what + ":"));
	}

}
