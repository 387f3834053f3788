package switchboard.console.intent;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Leftover.Undone;
import switchboard.console.platform.Platform;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.capability.Healing;

/** Undoes what consoles that are gone have left. */
public final class Healer {
  private final IntentFolder folder;
  private final List<Platform> platforms;
  private final InstantSource clock;

  /**
   * Heals what is noted in a folder.
   *
   * @param platforms all that this console knows
   */
  public Healer(IntentFolder folder, List<Platform> platforms, InstantSource clock) {
    this.folder = folder;
    this.platforms = List.copyOf(platforms);
    this.clock = clock;
  }

  /** Undoes what is left, and leaves alone what a living console is at. May block. */
  public HealReport heal() {
    var contents = folder.read();
    var healed = new ArrayList<String>();
    var failures = new ArrayList<>(contents.failures());
    for (var found : contents.intents()) {
      var intent = found.intent();
      if (intent.console().living().isEmpty()) {
        switch (heal(intent)) {
          case Outcome.Done<Undone>(Undone when) -> {
            healed.add(sentence(intent, when));
            remove(found).ifPresent(failures::add);
          }
          case Outcome.Failed<Undone>(Failure failure) -> failures.add(failure);
        }
      }
    }
    return new HealReport(healed, failures);
  }

  private static String sentence(Intent intent, Undone when) {
    return "A console that is gone had left the "
        + intent.words()
        + switch (when) {
          case NOW -> ": it is undone.";
          case BEFORE -> ": it is over.";
        };
  }

  private Outcome<Undone> heal(Intent intent) {
    if (isOverByItself(intent)) {
      return Outcome.done(Undone.BEFORE);
    }
    return platforms.stream()
        .filter(each -> each.id().equals(intent.platform()))
        .findFirst()
        .flatMap(each -> each.capability(Healing.class))
        .map(each -> heal(intent, each))
        .orElseGet(() -> Outcome.failed(unreachable(intent)));
  }

  /** What one intent goes wrong with must not keep the others, nor the console, waiting. */
  private static Outcome<Undone> heal(Intent intent, Healing on) {
    try {
      return on.heal(intent.leftover());
    } catch (RuntimeException e) {
      return Outcome.failed(
          new Failure(tried(intent), "unexpected error: " + e, "Undo it by hand."));
    }
  }

  private static String tried(Intent intent) {
    return "Undoing the " + intent.words() + " that a console left";
  }

  /** A replica ends its own faults; nobody else ends the others. */
  private boolean isOverByItself(Intent intent) {
    return intent.leftover().remedy() instanceof Remedy.End
        && intent.ends().filter(ends -> ends.isBefore(clock.instant())).isPresent();
  }

  private static Failure unreachable(Intent intent) {
    return new Failure(
        tried(intent),
        "this console cannot reach what runs on '" + intent.platform() + "'",
        intent
            .ends()
            .map(ends -> "It ends by itself at " + ends + ".")
            .orElse("Undo it with the engine's own command."));
  }

  private static Optional<Failure> remove(Intents.Written healed) {
    try {
      healed.remove();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new Failure(
              "Forgetting a fault that is over", e.toString(), "Delete that file by hand."));
    }
  }
}
