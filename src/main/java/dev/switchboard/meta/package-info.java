/**
 * Meta as the features see it: our apps there with their ids, secrets and verify tokens,
 * the calls of the Graph API, and what Meta signs for its callbacks. Knows no feature.
 */
package dev.switchboard.meta;
