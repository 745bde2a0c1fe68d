/**
 * Serves the page that users work with, which is built from {@code src/main/frontend}.
 * The page asks the API as any other client does; nothing depends on this package.
 */
package dev.switchboard.dashboard;
