/**
 * What shows that a fault acts on its target, and that it has ended: measurements of the target
 * itself, and of the replicas beside it.
 */
package switchboard.console.fault.proof;
