package switchboard.console.ui.shell;

import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;

/**
 * The failures that the operator has not dismissed yet: the one place for them on screen, and their
 * one line in the log. FX thread only.
 */
public final class Notices implements Consumer<Failure> {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  /** Older ones add nothing new. */
  private static final int KEPT = 20;

  private final ObservableList<Failure> failures = FXCollections.observableArrayList();
  private final ObservableList<Failure> readOnly =
      FXCollections.unmodifiableObservableList(failures);

  @Override
  public void accept(Failure failure) {
    LOG.warn("{}", failure.sentence());
    if (failures.size() == KEPT) {
      failures.removeFirst();
    }
    failures.add(failure);
  }

  /** The newest last. */
  ObservableList<Failure> failures() {
    return readOnly;
  }

  /** Puts the newest away. */
  void dismiss() {
    if (!failures.isEmpty()) {
      failures.removeLast();
    }
  }
}
