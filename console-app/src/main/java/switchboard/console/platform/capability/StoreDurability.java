package switchboard.console.platform.capability;

import switchboard.console.platform.Capability;
import switchboard.console.platform.LaunchRequest;

/** A launch can choose when the store flushes to the disk: {@link LaunchRequest#fsync}. */
public interface StoreDurability extends Capability {}
