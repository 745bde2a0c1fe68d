/**
 * What tells an operator how Switchboard is: health of the routes. The meters stand where
 * they count.
 */
package dev.switchboard.ops;
