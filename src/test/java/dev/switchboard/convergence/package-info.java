/**
 * The property that matters most: the graph does not depend on the order in which a
 * platform delivers.
 */
package dev.switchboard.convergence;
