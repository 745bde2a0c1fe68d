package dev.switchboard.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Keeps everybody from the database until its schema is up to date: until then every call
 * of the {@link Driver} fails as if the database did not answer. So the application can
 * start while it is away, and nothing is written without the constraints.
 */
class SchemaGate implements BeanPostProcessor {

	/** What works without a database. */
	private static final Set<String> ALWAYS = Set.of("close", "closeAsync", "isEncrypted", "toString", "hashCode",
			"equals");

	private volatile Driver driver;

	private volatile boolean open;

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (!(bean instanceof Driver found)) {
			return bean;
		}
		this.driver = found;
		return Proxy.newProxyInstance(Driver.class.getClassLoader(), new Class<?>[] { Driver.class }, guard(found));
	}

	/** The driver behind the gate, for the code that brings the schema up to date. */
	Driver driver() {
		return this.driver;
	}

	/** Lets everybody through. */
	void open() {
		this.open = true;
	}

	private InvocationHandler guard(Driver guarded) {
		return (proxy, method, arguments) -> {
			if (!this.open && !ALWAYS.contains(method.getName())) {
				throw new ServiceUnavailableException("The schema of the database is not up to date yet.");
			}
			return invoke(guarded, method, arguments);
		};
	}

	private static Object invoke(Driver driver, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(driver, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
