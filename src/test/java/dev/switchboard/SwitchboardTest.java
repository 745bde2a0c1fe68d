package dev.switchboard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test through the front door: the whole application on free ports, with an empty graph
 * before each test method. {@link Platform} posts to it as Meta does, {@link Graph} looks
 * at what came of it.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Neo4jTest
@ExtendWith(FakeMeta.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = { FakeMeta.FACEBOOK,
		FakeMeta.INSTAGRAM, FakeMeta.INSTAGRAM_LOGIN, FakeMeta.PATIENCE, FakeMeta.RETRIES,
		"switchboard.meta.app-secret=" + Platform.APP_SECRET, "switchboard.meta.verify-token=" + Platform.VERIFY_TOKEN,
		"switchboard.webhook.body-timeout=2s", "switchboard.webhook.buffer-limit=8MB",
		"switchboard.webhook.patience=60s", "switchboard.meta.app-id=" + FakeMeta.APP_ID,
		"switchboard.meta.instagram-app-id=880011", "switchboard.meta.instagram-app-secret=instagram-secret",
		"switchboard.connect.redirect-uri=https://shop.example.com/connected?from=meta",
		"switchboard.encryption.keys=" + Platform.ENCRYPTION_KEY, "switchboard.accounts.breach-list=",
		"switchboard.accounts.attempts-per-address=100000", "switchboard.accounts.attempts-per-account=100000",
		"switchboard.spool.directory=target/spool/${random.uuid}", "management.server.port=0",
		// Applications that wait for their next test would touch what the present
		// one parks.
		"switchboard.held.sweep-period=1h", "switchboard.held.expiry-period=1h", "switchboard.connect.check-period=1h",
		// Tests that wait for these share an application. One that waits for its next
		// test erases what others ask for too: not while that is still being stored.
		"switchboard.accounts.maintenance-period=500ms", "switchboard.erasure.delay=2s",
		"switchboard.inbox.heartbeat=300ms", "switchboard.inbox.streams-per-user=2", "switchboard.inbox.settling=10s" })
@AutoConfigureObservability(tracing = false)
@Import({ Platform.class, Graph.class, ApiClient.class })
public @interface SwitchboardTest {

}
