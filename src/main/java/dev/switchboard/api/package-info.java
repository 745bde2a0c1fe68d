/**
 * What all controllers under {@code /api} share: errors as problem details and the
 * description of the API. Knows no feature.
 */
package dev.switchboard.api;
