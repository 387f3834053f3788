package switchboard.console.logs;

import java.util.Locale;

/** How serious a line is, the least serious first. */
public enum Level {
  DEBUG,
  INFO,
  WARNING,
  ERROR;

  /** The components' names for levels; an unknown word is INFO. */
  static Level of(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case ".", "-", "DEBUG", "CONFIG", "FINE", "FINER", "FINEST" -> DEBUG;
      case "#", "WARN", "WARNING" -> WARNING;
      case "SEVERE", "ERROR", "CRIT", "ALERT", "EMERG", "FATAL" -> ERROR;
      default -> INFO;
    };
  }
}
