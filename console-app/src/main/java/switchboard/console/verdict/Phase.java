package switchboard.console.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of a run whose requests and deliveries an objective is about. */
public enum Phase {
  /** Measured, and before the first fault. */
  BASELINE,
  /** From the beginning of a fault until its recovery. */
  FAULT,
  /** From a recovery until its users are no longer observed. */
  RECOVERY,
  /** All that is measured. */
  RUN,
  /** All that is measured but faults and what is late because of them. */
  OUTSIDE_FAULTS;

  /** Those that an objective can name. */
  public static List<Phase> named() {
    return List.of(BASELINE, FAULT, RECOVERY, RUN);
  }

  /** The one of this name. */
  static Optional<Phase> named(String word) {
    return named().stream().filter(phase -> phase.word().equals(word)).findFirst();
  }

  /** Its name in objectives and in JSON: "baseline". */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** After a figure: "during baseline". */
  String adverb() {
    return this == OUTSIDE_FAULTS ? word() : "during " + word();
  }

  /** "baseline, fault, recovery or run". */
  static String choices() {
    var words = named().stream().map(Phase::word).toList();
    return String.join(
        " or ",
        Stream.of(String.join(", ", words.subList(0, words.size() - 1)), words.getLast()).toList());
  }
}
