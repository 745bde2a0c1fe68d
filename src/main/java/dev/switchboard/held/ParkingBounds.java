package dev.switchboard.held;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import dev.switchboard.cypher.GraphRecord;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Steps of the route {@code expire-parked}. */
@Component("parkingBounds")
class ParkingBounds {

	private static final Logger logger = LoggerFactory.getLogger(ParkingBounds.class);

	private final HeldProperties properties;

	private final Clock clock;

	private final MeterRegistry meters;

	private final CamelContext camel;

	ParkingBounds(HeldProperties properties, Clock clock, MeterRegistry meters, CamelContext camel) {
		this.properties = properties;
		this.clock = clock;
		this.meters = meters;
		this.camel = camel;
	}

	/** Parameters of {@code find-replayable}. */
	Map<String, Object> parked() {
		return Map.of("reasons", Replays.PARKED);
	}

	/** Parameters of {@code find-expired}. */
	Map<String, Object> parameters() {
		ZonedDateTime before = ZonedDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC)
			.minus(this.properties.maxAge());
		return Map.of("reasons", Replays.PARKED, "before", before, "most", this.properties.maxPerChannel());
	}

	/** Whether there was something, so that there may be more. */
	boolean goesOn(@Body Object found) {
		return !this.camel.isStopping() && !(found instanceof List<?> list && list.isEmpty());
	}

	/** Counts and notes what is deleted now. */
	void note(@Body List<GraphRecord> expired) {
		for (GraphRecord event : expired) {
			this.meters.counter("switchboard.parked.expired", "bound", event.text("bound")).increment();
		}
		if (!expired.isEmpty()) {
			logger.warn("{} parked events are deleted: nobody has connected their channel in time, or too many waited",
					expired.size());
		}
	}

}
