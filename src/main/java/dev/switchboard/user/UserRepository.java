package dev.switchboard.user;

import org.springframework.data.neo4j.repository.Neo4jRepository;

/** Keeps users. */
public interface UserRepository extends Neo4jRepository<User, String> {

}
