package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Role;

/**
 * A kind of fault that can be injected. Command line, window and results list {@link #all}.
 *
 * @param name in results and on the command line: {@code kill}
 * @param title on a card: "Kill"
 * @param action what it does to a target %s, on a button: "Kill %s"
 * @param description what it does, in one line
 * @param undoneBy what ends it, as a sentence
 * @param parameters how strong it is, the main one first; empty for a kind that has no degrees
 * @param lasting whether it lasts for a time that is chosen
 * @param ways how platforms do it, the best first
 * @param maker makes one from amounts that are in range
 */
public record FaultKind(
    String name,
    String title,
    String action,
    String description,
    String undoneBy,
    List<Parameter> parameters,
    boolean lasting,
    List<Way> ways,
    Maker maker) {

  /** How long a fault lasts, unless something else is chosen. */
  public static final Parameter DURATION =
      Parameter.of(
          Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofSeconds(10), "duration");

  /** For how long a fault lasts, unless something else is chosen. */
  public static final Duration DEFAULT_DURATION = Measure.duration(DURATION.preset());

  /** Makes a fault of a kind. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Makes one.
     *
     * @param lasts ignored by a kind that does not last
     * @param seed of what it leaves to chance, not negative
     * @throws IllegalArgumentException when the amounts do not fit together, saying what is
     *     expected
     */
    InjectedFault make(String target, Amounts amounts, Duration lasts, int seed);
  }

  public FaultKind {
    Objects.requireNonNull(name);
    Objects.requireNonNull(title);
    Objects.requireNonNull(action);
    Objects.requireNonNull(description);
    Objects.requireNonNull(undoneBy);
    parameters = List.copyOf(parameters);
    ways = List.copyOf(ways);
    Objects.requireNonNull(maker);
  }

  /** All kinds, in the order in which they are offered. */
  public static List<FaultKind> all() {
    return List.of(
        Kill.KIND,
        SelfCrash.KIND,
        Stop.KIND,
        Freeze.KIND,
        Slow.KIND,
        Errors.KIND,
        Cut.KIND,
        Burn.KIND,
        Fill.KIND,
        Skew.KIND);
  }

  /** The kind of this name. */
  public static Optional<FaultKind> named(String name) {
    return all().stream().filter(kind -> kind.name.equals(name)).findFirst();
  }

  /** The parameter of this {@link Parameter#key}. */
  public Optional<Parameter> parameter(String key) {
    return parameters.stream().filter(each -> each.key().equals(key)).findFirst();
  }

  /** What it does to a target, on a button: "Burn CPU on backend-2". */
  public String actionOn(String target) {
    return action.formatted(target);
  }

  /** How strong it is by default, in words: "200 ms"; empty for a kind that has no degrees. */
  public String strength() {
    return parameters.stream()
        .findFirst()
        .or(() -> Optional.of(DURATION).filter(time -> lasting))
        .map(main -> main.words(main.preset()))
        .orElse("");
  }

  /** Whether it can be injected into instances of a role, wherever that is. */
  public boolean isOf(Role role) {
    return ways.stream().anyMatch(way -> way.roles().contains(role));
  }

  /**
   * How it is injected into instances of a role; empty where it is not possible.
   *
   * @param can what the platform can
   */
  public Optional<Way> way(Role role, Predicate<Class<? extends Capability>> can) {
    return ways.stream()
        .filter(way -> way.roles().contains(role))
        .filter(way -> way.capability().map(can::test).orElse(true))
        .findFirst();
  }

  /** A fault of this kind with its presets. */
  public InjectedFault on(String target) {
    return on(target, Amounts.PRESET, Optional.empty());
  }

  /** A fault of this kind that leaves what it leaves to chance to chance. */
  public InjectedFault on(String target, Amounts amounts, Optional<Duration> lasts) {
    return on(target, amounts, lasts, RandomGenerator.getDefault().nextInt(0, Integer.MAX_VALUE));
  }

  /**
   * A fault of this kind.
   *
   * @param lasts for how long; empty for the default
   * @param seed of what it leaves to chance, not negative
   * @throws IllegalArgumentException when the kind does not have what is given, or it is out of
   *     range
   */
  public InjectedFault on(String target, Amounts amounts, Optional<Duration> lasts, int seed) {
    if (lasts.isPresent() && !lasting) {
      throw new IllegalArgumentException(name + " has no duration; leave it out");
    }
    var time = lasts.orElse(DEFAULT_DURATION);
    try {
      amounts.check(parameters);
      DURATION.checked(Measure.seconds(time));
      return maker.make(target, amounts, time, seed);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads amounts in any order, with commas between them; a spread may follow without one: {@code
   * 200ms±50ms,20%}.
   *
   * @throws IllegalArgumentException when this kind has no such amount, saying what is expected
   */
  public Amounts parse(String text) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(name + " has no parameter; leave it out");
    }
    var read = Amounts.PRESET;
    for (var part : text.split(",|(?<=[^,])(?=±|\\+-)", -1)) {
      var parameter =
          parameters.stream()
              .filter(each -> each.measure().parse(part).isPresent())
              .findFirst()
              .orElseThrow(() -> unreadable(part));
      if (read.chosen().containsKey(parameter)) {
        throw new IllegalArgumentException(
            "%s: the %s is given twice in '%s'".formatted(name, parameter.name(), text));
      }
      read = read.with(parameter, parameter.measure().parse(part).getAsDouble());
    }
    return read;
  }

  private IllegalArgumentException unreadable(String part) {
    return new IllegalArgumentException(
        "%s: found '%s'; expected %s"
            .formatted(
                name,
                part,
                parameters.stream()
                    .map(each -> "the " + each.name() + ", such as " + each.measure().example())
                    .collect(Collectors.joining(", or "))));
  }

  /** Writes amounts as {@link #parse} reads them; empty when all are presets. */
  public String text(Amounts amounts) {
    return amounts.text(parameters);
  }

  /** The names of all kinds, for a sentence: "kill, crash, stop". */
  public static String names() {
    return all().stream().map(FaultKind::name).collect(Collectors.joining(", "));
  }
}
