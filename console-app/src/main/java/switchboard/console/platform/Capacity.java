package switchboard.console.platform;

/**
 * How many chat users one simulator of the system can carry on a platform, and why not more.
 *
 * @param reason empty when nothing on this machine is in the way of the simulator's own maximum
 */
public record Capacity(int users, String reason) {}
