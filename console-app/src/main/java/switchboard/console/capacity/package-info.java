/**
 * Capacity: how much load a system carries within its objectives, as a bracket between what passed
 * and what failed. {@link switchboard.console.capacity.CapacitySearch} chooses the loads, and knows
 * neither system nor clock; a {@link switchboard.console.capacity.LoadTrial} puts one on a system.
 */
package switchboard.console.capacity;
