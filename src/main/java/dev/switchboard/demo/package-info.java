/**
 * The profile {@code demo}: Bob's Store with its people, who write through this server's
 * front door, and a stand-in for Meta ({@code Fake…}) at which channels can be connected.
 * Nothing else depends on it.
 */
package dev.switchboard.demo;
