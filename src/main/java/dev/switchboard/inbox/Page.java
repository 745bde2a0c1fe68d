package dev.switchboard.inbox;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items in the list's order
 * @param next what to give as {@code after} for the page behind this one; null when this
 * is the last one
 * @param <T> what the list is of
 */
record Page<T>(List<T> items, String next) {
}
