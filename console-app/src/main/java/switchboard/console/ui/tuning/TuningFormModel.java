package switchboard.console.ui.tuning;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.SystemState;
import switchboard.console.sweep.SweepPlan;
import switchboard.console.sweep.search.Space;
import switchboard.console.sweep.search.Weights;
import switchboard.console.text.Durations;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;

/** A sweep as typed, and what is wrong with it. FX thread only. */
final class TuningFormModel {
  private static final Duration MIN_DURATION = Duration.ofSeconds(1);
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SEMICOLON = Pattern.compile(";");

  private final StringProperty objectives =
      new SimpleStringProperty(this, "objectives", "deliveries.p99<=100ms");
  private final StringProperty users = new SimpleStringProperty(this, "users", "500");
  private final StringProperty replicas = new SimpleStringProperty(this, "replicas", "1, 2, 3");
  private final StringProperty cpus = new SimpleStringProperty(this, "cpus", "0.25, 0.5, 1");
  private final StringProperty memory = new SimpleStringProperty(this, "memory", "192, 256, 384");
  private final StringProperty duration =
      new SimpleStringProperty(this, "duration", Durations.text(SweepPlan.DEFAULT_DURATION));
  private final StringProperty cpuWeight = new SimpleStringProperty(this, "cpuWeight", "1");
  private final StringProperty memoryWeight =
      new SimpleStringProperty(this, "memoryWeight", "0.25");
  private final BooleanProperty kill = new SimpleBooleanProperty(this, "kill", true);
  private final BooleanProperty adaptive = new SimpleBooleanProperty(this, "adaptive", true);
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper(this, "mistake", "");

  TuningFormModel() {
    texts().forEach(each -> each.subscribe(text -> check()));
  }

  private Stream<StringProperty> texts() {
    return Stream.of(objectives, users, replicas, cpus, memory, duration, cpuWeight, memoryWeight);
  }

  /** With semicolons between. */
  StringProperty objectivesProperty() {
    return objectives;
  }

  StringProperty usersProperty() {
    return users;
  }

  /** With commas between. */
  StringProperty replicasProperty() {
    return replicas;
  }

  /** In cores, with commas between. */
  StringProperty cpusProperty() {
    return cpus;
  }

  /** In MiB, with commas between. */
  StringProperty memoryProperty() {
    return memory;
  }

  /** Of each measurement. */
  StringProperty durationProperty() {
    return duration;
  }

  /** Of a core. */
  StringProperty cpuWeightProperty() {
    return cpuWeight;
  }

  /** Of a GiB. */
  StringProperty memoryWeightProperty() {
    return memoryWeight;
  }

  BooleanProperty killProperty() {
    return kill;
  }

  /** Whether only what decides is measured, and not the whole grid. */
  BooleanProperty adaptiveProperty() {
    return adaptive;
  }

  /** What is wrong with it, in a sentence; empty when it can be run. */
  ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /**
   * What is typed.
   *
   * @param seed of its order
   * @throws IllegalArgumentException when it is none, with what is wrong in its message
   */
  SweepPlan plan(long seed) {
    var many = LoadPlan.DEFAULT.withUsers(number("users", users.get(), Integer::valueOf));
    if (many.users() < 1 || many.users() > LoadPlan.MAX_USERS) {
      throw new IllegalArgumentException(
          "users is " + many.users() + "; expected 1 to " + LoadPlan.MAX_USERS);
    }
    return new SweepPlan(
        space(),
        new Weights(
            number("cost of a core", cpuWeight.get(), Double::valueOf),
            number("cost of a GiB", memoryWeight.get(), Double::valueOf)),
        many,
        new Criteria(
            Objectives.DEFAULT.with(
                parts(objectives.get(), SEMICOLON).stream().map(Objective::parse).toList()),
            false),
        kill.get(),
        adaptive.get(),
        SweepPlan.DEFAULT_WARM_UP,
        lasts(duration.get()),
        seed);
  }

  private Space space() {
    var counts = numbers("replicas", replicas, Integer::valueOf);
    counts.stream()
        .filter(each -> each < 1 || each > SystemState.MAX_REPLICAS)
        .findFirst()
        .ifPresent(
            each -> {
              throw new IllegalArgumentException(
                  "replicas is " + each + "; expected 1 to " + SystemState.MAX_REPLICAS);
            });
    return new Space(
        counts,
        numbers("CPU", cpus, Double::valueOf),
        numbers("memory", memory, Long::valueOf).stream().map(TuningFormModel::bytes).toList());
  }

  private static long bytes(long mebibytes) {
    if (mebibytes > Long.MAX_VALUE >> 20) {
      throw new IllegalArgumentException("memory is " + mebibytes + " MiB; expected less");
    }
    return mebibytes << 20;
  }

  private static Duration lasts(String typed) {
    var lasts = Durations.parse(typed.strip());
    if (lasts.compareTo(MIN_DURATION) < 0 || lasts.compareTo(SweepPlan.MAX_DURATION) > 0) {
      throw new IllegalArgumentException("duration is " + typed + "; expected 1s to 1h");
    }
    return lasts;
  }

  private static <T extends Number> List<T> numbers(
      String what, StringProperty typed, Function<String, T> parse) {
    return parts(typed.get(), COMMA).stream().map(each -> number(what, each, parse)).toList();
  }

  private static List<String> parts(String text, Pattern between) {
    return between.splitAsStream(text).map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  private static <T extends Number> T number(String what, String text, Function<String, T> parse) {
    try {
      var value = parse.apply(text.strip());
      if (value.doubleValue() >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " is “" + text + "”; expected a number", e);
    }
    throw new IllegalArgumentException(what + " is “" + text + "”; expected a positive number");
  }

  private void check() {
    try {
      plan(0).experiment(plan(0).space().largest(), 1);
      mistake.set("");
    } catch (IllegalArgumentException e) {
      var text = e.getMessage();
      var ended = text.endsWith(".") ? text : text + ".";
      mistake.set(ended.substring(0, 1).toUpperCase(Locale.ROOT) + ended.substring(1));
    }
  }
}
