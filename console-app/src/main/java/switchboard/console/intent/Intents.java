package switchboard.console.intent;

import java.io.IOException;

/** Where a console writes its intents, so that another console finds them when it dies. */
@FunctionalInterface
public interface Intents {
  /** For faults that nothing outlives, as those on a platform in memory. */
  Intents UNWRITTEN = intent -> () -> {};

  /** One that is written. */
  @FunctionalInterface
  interface Written {
    /** The fault is over; does nothing when the intent is not there any more. */
    void remove() throws IOException;
  }

  /** Returns when the intent is on the disk. */
  Written write(Intent intent) throws IOException;
}
