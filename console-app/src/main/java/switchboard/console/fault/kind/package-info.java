/**
 * The kinds of faults that can be injected. A kind is data: its texts, its parameters with their
 * ranges, the ways in which platforms do it. To add one, write its record and name it in {@link
 * switchboard.console.fault.kind.FaultKind#all}.
 */
package switchboard.console.fault.kind;
