/**
 * The Docker Engine and what it knows: containers, events, statistics, and what belongs to others.
 */
package switchboard.console.platform.compose.engine;
