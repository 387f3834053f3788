package switchboard.console.platform;

/**
 * Something that not every platform can do; each is an interface of its own. A platform has it, or
 * has it not: {@link Platform#capability}.
 */
public interface Capability {}
