/**
 * Witnesses of the delivery promise, who know nothing of the simulator, and what they are held
 * against.
 */
package switchboard.console.platform.promise;
