package dev.switchboard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test of applications in processes of their own, or of the database alone. Such tests
 * wait for others most of the time, so they run beside the tests whose application is in
 * this JVM, with a second database.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Neo4jTest
@Execution(ExecutionMode.CONCURRENT)
public @interface ProcessTest {

}
