/**
 * What keeps a fault from outliving its console: the {@link switchboard.console.intent.Intent} is
 * on disk before the injection, and the next console that finds it undoes the fault.
 */
package switchboard.console.intent;
