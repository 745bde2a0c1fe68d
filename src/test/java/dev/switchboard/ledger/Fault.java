package dev.switchboard.ledger;

import java.util.Random;
import java.util.function.BiFunction;

/**
 * Something that goes wrong, and what somebody does about it.
 *
 * @param name what the result calls it
 * @param inject breaks something, mends it, and tells what was broken in a few words, or
 * null when it did not come to it
 */
record Fault(String name, BiFunction<Scene, Random, String> inject) {
}
