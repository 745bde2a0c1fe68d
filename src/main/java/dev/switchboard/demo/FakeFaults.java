package dev.switchboard.demo;

import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what the stand-in for Meta refuses as Meta does. */
@RestControllerAdvice
@Profile("demo")
@Order(Ordered.HIGHEST_PRECEDENCE)
class FakeFaults {

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> refused(FakeFault fault) {
		return ResponseEntity.badRequest()
			.body(Map.of("error", Map.of("message", "(#%d) %s".formatted(fault.code(), fault.getMessage()), "type",
					"OAuthException", "code", fault.code(), "fbtrace_id", "demo")));
	}

}
