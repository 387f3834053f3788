package switchboard.console.ui.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import switchboard.console.bundle.Recording;
import switchboard.console.bundle.Verification;
import switchboard.console.logs.LogEntry;
import switchboard.console.session.Snapshot;

/** One run that is watched again: a moment of it, which moves while it plays. FX thread only. */
final class ReplayModel {
  private static final int MAX_LINES = 200;

  /** How fast it plays. */
  enum Speed {
    AS_IT_WAS(1),
    TENFOLD(10);

    private final int times;

    Speed(int times) {
      this.times = times;
    }

    /** "10×". */
    String text() {
      return times + "×";
    }
  }

  private final Path file;
  private final Recording recording;
  private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
  private final ObjectProperty<Speed> speed =
      new SimpleObjectProperty<>(this, "speed", Speed.AS_IT_WAS);
  private final ReadOnlyObjectWrapper<Instant> position;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private final ReadOnlyObjectWrapper<Optional<Verification>> verification =
      new ReadOnlyObjectWrapper<>(this, "verification", Optional.empty());

  ReplayModel(Path file, Recording recording) {
    this.file = file;
    this.recording = recording;
    position = new ReadOnlyObjectWrapper<>(this, "position", recording.ended());
    snapshot = new ReadOnlyObjectWrapper<>(this, "snapshot", recording.at(recording.ended()));
  }

  Path file() {
    return file;
  }

  Recording recording() {
    return recording;
  }

  /** Whether the moment moves. */
  BooleanProperty playingProperty() {
    return playing;
  }

  ObjectProperty<Speed> speedProperty() {
    return speed;
  }

  /** The moment that is shown. */
  ReadOnlyObjectProperty<Instant> positionProperty() {
    return position.getReadOnlyProperty();
  }

  /** What was known at that moment. */
  ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** What verifying it has found; empty before it was asked for. */
  ReadOnlyObjectProperty<Optional<Verification>> verificationProperty() {
    return verification.getReadOnlyProperty();
  }

  void verified(Verification found) {
    verification.set(Optional.of(found));
  }

  /** What components had printed by then, the newest last. */
  List<LogEntry> lines() {
    return recording.logs(position.get(), MAX_LINES);
  }

  /** Plays from here on, or from the beginning when it is at its end; pauses when it plays. */
  void playOrPause() {
    if (!playing.get() && !position.get().isBefore(recording.ended())) {
      seek(recording.begun());
    }
    playing.set(!playing.get());
  }

  /** Shows another moment; the nearest that there is. */
  void seek(Instant moment) {
    var within =
        moment.isBefore(recording.begun())
            ? recording.begun()
            : moment.isAfter(recording.ended()) ? recording.ended() : moment;
    position.set(within);
    if (!recording.momentAt(within).equals(snapshot.get().at())) {
      snapshot.set(recording.at(within));
    }
  }

  /** Time has passed for the operator. */
  void advance(Duration passed) {
    if (playing.get()) {
      seek(position.get().plus(passed.multipliedBy(speed.get().times)));
      if (!position.get().isBefore(recording.ended())) {
        playing.set(false);
      }
    }
  }
}
