/**
 * Probes of the delivery promise, independent of the simulator, and what they are compared against.
 */
package switchboard.console.platform.promise;
