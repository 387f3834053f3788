package switchboard.console.ui.capacity;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import switchboard.console.capacity.CapacityPlan;
import switchboard.console.capacity.LoadUnit;
import switchboard.console.capacity.SearchRange;
import switchboard.console.load.LoadPlan;
import switchboard.console.text.Durations;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objectives;

/** A search as typed, and what is wrong with it. FX thread only. */
final class CapacityFormModel {
  private final BooleanProperty rate = new SimpleBooleanProperty(this, "rate");
  private final BooleanProperty minusOne = new SimpleBooleanProperty(this, "minusOne");
  private final StringProperty first =
      new SimpleStringProperty(this, "first", Integer.toString(CapacityPlan.FIRST_USERS));
  private final StringProperty most;
  private final StringProperty window =
      new SimpleStringProperty(this, "window", Durations.text(CapacityPlan.DEFAULT_WINDOW));
  private final StringProperty warmUp =
      new SimpleStringProperty(this, "warmUp", Durations.text(CapacityPlan.DEFAULT_WARM_UP));
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper(this, "mistake", "");

  /**
   * @param mostUsers that a simulator can carry here
   */
  CapacityFormModel(int mostUsers) {
    most = new SimpleStringProperty(this, "most", Integer.toString(mostUsers));
    Stream.of(first, most, window, warmUp).forEach(each -> each.subscribe(text -> check()));
    rate.subscribe(isRate -> check());
  }

  /** Whether loads count requests per second, and not users. */
  BooleanProperty rateProperty() {
    return rate;
  }

  /** Whether it is also looked for with one replica fewer. */
  BooleanProperty minusOneProperty() {
    return minusOne;
  }

  StringProperty firstProperty() {
    return first;
  }

  StringProperty mostProperty() {
    return most;
  }

  StringProperty windowProperty() {
    return window;
  }

  StringProperty warmUpProperty() {
    return warmUp;
  }

  /** What is wrong with it, in a sentence; empty when it can be run. */
  ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /**
   * What is typed.
   *
   * @param users what each of them does
   * @throws IllegalArgumentException when it is none, with what is wrong in its message
   */
  CapacityPlan plan(int replicas, LoadPlan users, Objectives objectives) {
    return new CapacityPlan(
        rate.get() ? LoadUnit.Requests.READS : new LoadUnit.Users(users),
        replicas,
        minusOne.get() && replicas > 1,
        List.of(),
        new Criteria(objectives, false),
        new SearchRange(whole("first", first), 1, whole("max", most)),
        rate.get() ? Duration.ZERO : Durations.parse(warmUp.get().strip()),
        Durations.parse(window.get().strip()));
  }

  private static int whole(String what, StringProperty typed) {
    var text = typed.get().strip();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " is “" + text + "”; expected a whole number", e);
    }
  }

  private void check() {
    try {
      plan(1, CapacityPlan.DEFAULT_USERS, Objectives.DEFAULT);
      mistake.set("");
    } catch (IllegalArgumentException e) {
      var text = e.getMessage();
      var ended = text.endsWith(".") ? text : text + ".";
      mistake.set(ended.substring(0, 1).toUpperCase(Locale.ROOT) + ended.substring(1));
    }
  }
}
