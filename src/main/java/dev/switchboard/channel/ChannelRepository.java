package dev.switchboard.channel;

import org.springframework.data.neo4j.repository.Neo4jRepository;

interface ChannelRepository extends Neo4jRepository<Channel, String> {

}
