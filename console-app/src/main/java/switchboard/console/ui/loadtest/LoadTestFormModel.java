package switchboard.console.ui.loadtest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.Preset;
import switchboard.console.text.Durations;

/** A load test as typed, and what is wrong with it. FX thread only. */
final class LoadTestFormModel {
  private final StringProperty name = new SimpleStringProperty(this, "name", "");
  private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
  private final StringProperty requests = new SimpleStringProperty(this, "requests", "");
  private final StringProperty concurrency = new SimpleStringProperty(this, "concurrency", "");
  private final StringProperty rate = new SimpleStringProperty(this, "rate", "");
  private final StringProperty duration = new SimpleStringProperty(this, "duration", "");
  private final StringProperty method = new SimpleStringProperty(this, "method", "");
  private final StringProperty path = new SimpleStringProperty(this, "path", "");
  private final StringProperty body = new SimpleStringProperty(this, "body", "");
  private final StringProperty sessions = new SimpleStringProperty(this, "sessions", "");
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper(this, "mistake", "");

  LoadTestFormModel() {
    choose(Preset.RATE);
    choose(Preset.AB);
    Stream.of(requests, concurrency, rate, duration, method, path, body, sessions)
        .forEach(each -> each.subscribe(text -> check()));
    open.subscribe(isOpen -> check());
  }

  /** Empty for one that is made of what it does. */
  StringProperty nameProperty() {
    return name;
  }

  /** Whether requests go out at a rate, and not with a fixed concurrency. */
  BooleanProperty openProperty() {
    return open;
  }

  StringProperty requestsProperty() {
    return requests;
  }

  StringProperty concurrencyProperty() {
    return concurrency;
  }

  StringProperty rateProperty() {
    return rate;
  }

  StringProperty durationProperty() {
    return duration;
  }

  /** One of {@link LoadTestPlan#METHODS}. */
  StringProperty methodProperty() {
    return method;
  }

  StringProperty pathProperty() {
    return path;
  }

  /** Of a POST; with other methods it does not count. */
  StringProperty bodyProperty() {
    return body;
  }

  StringProperty sessionsProperty() {
    return sessions;
  }

  /** What is wrong with it, in a sentence; empty when it can be run. */
  ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /** Takes the values of a preset; those of the other shape stay. */
  void choose(Preset preset) {
    var plan = preset.plan();
    method.set(plan.method());
    path.set(plan.path());
    body.set(plan.body().orElse(""));
    sessions.set(Integer.toString(plan.sessions()));
    switch (plan.shape()) {
      case Arrivals.Closed closed -> {
        requests.set(Integer.toString(closed.requests()));
        concurrency.set(Integer.toString(closed.concurrency()));
        open.set(false);
      }
      case Arrivals.Open atRate -> {
        rate.set(String.format(Locale.ROOT, "%.0f", atRate.perSecond()));
        duration.set(Durations.text(atRate.duration()));
        open.set(true);
      }
    }
    name.set("");
  }

  /**
   * What is typed.
   *
   * @throws IllegalArgumentException when it is none, with what is wrong in its message
   */
  LoadTestPlan plan() {
    return new LoadTestPlan(
        method.get(),
        path.get().strip(),
        Optional.of(body.get().strip())
            .filter(text -> method.get().equals("POST") && !text.isEmpty()),
        whole("sessions", sessions),
        open.get()
            ? new Arrivals.Open(number("rate", rate), Durations.parse(duration.get().strip()))
            : new Arrivals.Closed(whole("requests", requests), whole("concurrency", concurrency)));
  }

  private static int whole(String what, StringProperty typed) {
    var text = typed.get().strip();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " is “" + text + "”; expected a whole number", e);
    }
  }

  private static double number(String what, StringProperty typed) {
    var text = typed.get().strip();
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " is “" + text + "”; expected a number", e);
    }
  }

  private void check() {
    try {
      plan();
      mistake.set("");
    } catch (IllegalArgumentException e) {
      var text = e.getMessage();
      var ended = text.endsWith(".") ? text : text + ".";
      mistake.set(ended.substring(0, 1).toUpperCase(Locale.ROOT) + ended.substring(1));
    }
  }

  /**
   * What it is called.
   *
   * @param taken by others: one of these gets a number
   */
  String name(LoadTestPlan plan, List<String> taken) {
    var wanted =
        name.get().isBlank()
            ? Stream.of(Preset.values())
                .filter(preset -> preset.plan().equals(plan))
                .map(Preset::title)
                .findFirst()
                .orElseGet(() -> plan.shape().words())
            : name.get().strip();
    var number = 1;
    var free = wanted;
    while (taken.contains(free)) {
      number++;
      free = wanted + " (" + number + ")";
    }
    return free;
  }
}
