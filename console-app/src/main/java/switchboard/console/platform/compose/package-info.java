/**
 * The platform of Docker Compose: the project launched and changed through Compose, and its
 * containers followed by the engine's events.
 */
package switchboard.console.platform.compose;
