package dev.switchboard.check;

import java.util.Optional;
import java.util.function.BiConsumer;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reading of YAML that still knows its lines. */
final class Texts {

	private Texts() {
	}

	/** The value of a key, where the node is a mapping that has it. */
	static Optional<Node> get(Node node, String key) {
		return (node instanceof MappingNode mapping) ? mapping.getValue()
			.stream()
			.filter((tuple) -> key.equals(text(tuple.getKeyNode())))
			.map(NodeTuple::getValueNode)
			.findFirst() : Optional.empty();
	}

	/** The text of a key; null where there is none. */
	static String text(Node node, String key) {
		return get(node, key).map(Texts::text).orElse(null);
	}

	/** The text that a node is; null when it is a list or a mapping. */
	static String text(Node node) {
		return (node instanceof ScalarNode scalar) ? scalar.getValue() : null;
	}

	/** Shows every key at any depth with its value, in the order of the file. */
	static void visit(Node node, BiConsumer<String, Node> visitor) {
		if (node instanceof SequenceNode list) {
			list.getValue().forEach((item) -> visit(item, visitor));
		}
		else if (node instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				visitor.accept(text(tuple.getKeyNode()), tuple.getValueNode());
				visit(tuple.getValueNode(), visitor);
			}
		}
	}

}
