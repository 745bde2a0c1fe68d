package dev.switchboard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A {@link Neo4jTest} that runs beside those that are not marked so: with a second
 * database, and without {@link FakeMeta}. One class of them runs at a time.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Neo4jTest
@Execution(ExecutionMode.CONCURRENT)
public @interface ConcurrentNeo4jTest {

}
