package dev.switchboard.user;

import java.time.ZonedDateTime;

import org.springframework.data.neo4j.core.schema.Id;
import org.springframework.data.neo4j.core.schema.Node;

/**
 * A paying customer of the platform, such as Bob of Bob's Store. What it logs in with is
 * no part of it: see {@link Accounts}.
 *
 * @param id never changes
 * @param email where to reach the person
 * @param name how the person or shop is called
 * @param createdAt when the user signed up, UTC
 */
@Node("User")
public record User(@Id String id, String email, String name, ZonedDateTime createdAt) {
}
