package switchboard.chat.store;

import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of streams that are not messages: they are skipped. Each is reported once, as long as it
 * is among the latest thousand; the log names the first one alone.
 */
final class Unreadable {
  private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);
  private static final int MAX_REMEMBERED = 1_000;

  private final Set<String> found = new LinkedHashSet<>();
  private Runnable reported = () -> {};
  private boolean logged;

  void open(Runnable handler) {
    reported = handler;
  }

  void found(String stream, String entryId) {
    if (!found.add(stream + " " + entryId)) {
      return;
    }
    if (found.size() > MAX_REMEMBERED) {
      found.remove(found.iterator().next());
    }
    if (!logged) {
      logged = true;
      LOG.warn(
          "Entry {} of the stream {} in the store is not a message: it is skipped, and so are"
              + " others, which are only counted",
          entryId,
          stream);
    }
    reported.run();
  }
}
