package switchboard.console.experiment.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;

/** Whom a step of a run acts on. */
public sealed interface Targets {
  /** These replicas. */
  record Named(List<String> names) implements Targets {
    public Named {
      names = List.copyOf(names);
    }
  }

  /** Every replica that there is then. */
  record All() implements Targets {}

  /** One of the replicas that are ready then. */
  record Any() implements Targets {}

  /** Every instance of another component. */
  record Component(Role role) implements Targets {}

  /**
   * Reads {@code backend-2}, {@code backend-1+backend-3}, {@code all}, {@code random}, {@code
   * store} or {@code gateway}.
   *
   * @throws IllegalArgumentException when it is none of these, saying what is expected
   */
  static Targets parse(String text) {
    return switch (text) {
      case "all" -> new All();
      case "random" -> new Any();
      case "store" -> new Component(Role.STORE);
      case "gateway" -> new Component(Role.GATEWAY);
      default -> named(text);
    };
  }

  private static Targets named(String text) {
    var names = Arrays.asList(text.split("\\+", -1));
    var name = Pattern.compile("backend-[1-9]\\d?").asMatchPredicate();
    if (!names.stream().allMatch(name)) {
      throw new IllegalArgumentException(
          "Unknown target '%s'. Use a replica, such as backend-2, or several, such as"
                  .formatted(text)
              + " backend-1+backend-2, all, random, store or gateway.");
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("A replica is named twice in '" + text + "'.");
    }
    return new Named(names);
  }

  /** The role of all of them. */
  default Role role() {
    return this instanceof Component(Role role) ? role : Role.BACKEND;
  }

  /**
   * Their names at a moment, in order.
   *
   * @param chance chooses one of several
   * @return none where there is none
   */
  default List<String> among(SystemState system, RandomGenerator chance) {
    return switch (this) {
      case Named(List<String> names) -> names;
      case All() -> names(system.backends());
      case Any() -> {
        var ready = names(system.backends().stream().filter(Instance::isReady).toList());
        yield ready.isEmpty() ? ready : List.of(ready.get(chance.nextInt(ready.size())));
      }
      case Component(Role role) ->
          names(system.instances().stream().filter(each -> each.role() == role).toList());
    };
  }

  private static List<String> names(List<Instance> instances) {
    return instances.stream().sorted(Instance.BY_DATA_WAY).map(Instance::name).toList();
  }

  /**
   * Whether each of them is part of a system.
   *
   * @param replicas that it has
   */
  default boolean areAmong(int replicas) {
    return switch (this) {
      case Named(List<String> names) -> all(replicas).containsAll(names);
      case All() -> replicas > 0;
      case Any() -> replicas > 0;
      case Component component -> true;
    };
  }

  /**
   * Whether they are every replica of a system.
   *
   * @param replicas that it has
   */
  default boolean areAll(int replicas) {
    return switch (this) {
      case Named(List<String> names) -> names.containsAll(all(replicas));
      case All() -> true;
      case Any() -> replicas == 1;
      case Component component -> false;
    };
  }

  private static List<String> all(int replicas) {
    return IntStream.rangeClosed(1, replicas).mapToObj(number -> "backend-" + number).toList();
  }

  /** As {@link #parse} reads it. */
  default String text() {
    return switch (this) {
      case Named(List<String> names) -> String.join("+", names);
      case All() -> "all";
      case Any() -> "random";
      case Component(Role role) -> role.label();
    };
  }
}
