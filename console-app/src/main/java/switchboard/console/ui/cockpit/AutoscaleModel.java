package switchboard.console.ui.cockpit;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import switchboard.console.Failure;
import switchboard.console.platform.Autoscaler;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.prompt.Undo;

/**
 * Who chooses the number of replicas: the engine, within bounds, or the operator. FX thread only.
 */
final class AutoscaleModel {
  /** Chosen where there was none yet: half of the core that a replica may use at first. */
  private static final Autoscaler FIRST = new Autoscaler(2, 10, 0.5);

  private final Session session;
  private final PromptsModel prompts;
  private final DesiredValue<Optional<Autoscaler>> wish;
  private Autoscaler last = FIRST;

  AutoscaleModel(
      Session session,
      Background background,
      Clock clock,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    this.session = session;
    this.prompts = prompts;
    wish =
        new DesiredValue<>(
            "Setting the autoscaler",
            Optional.empty(),
            background,
            clock,
            notices,
            wanted -> () -> session.autoscale(wanted),
            this::changed);
  }

  DesiredValue<Optional<Autoscaler>> wish() {
    return wish;
  }

  /** Whether the engine chooses, so that the operator does not. */
  ObservableValue<Boolean> chooses() {
    return wish.valueProperty().map(Optional::isPresent);
  }

  /** What is in force or, without any, what would be. */
  Autoscaler current() {
    return wish.valueProperty().get().orElse(last);
  }

  void show(Snapshot snapshot) {
    var seen = session.autoscaler();
    last = seen.orElse(last);
    wish.follow(seen, snapshot.at());
  }

  private void changed(Optional<Autoscaler> before, Optional<Autoscaler> after, boolean undone) {
    last = after.or(() -> before).orElse(last);
    var sentence =
        after
            .map(each -> "The autoscaler chooses: " + each.words() + ".")
            .orElse("The autoscaler is off; the number of replicas stays as it is.");
    if (undone) {
      prompts.tell(sentence);
    } else {
      var back = before.map(Autoscaler::words).map("back to "::concat).orElse("switch it off");
      prompts.tell(sentence, new Undo(back, () -> wish.putBack(before)));
    }
  }
}
