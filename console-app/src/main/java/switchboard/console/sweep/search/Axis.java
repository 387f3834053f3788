package switchboard.console.sweep.search;

import java.util.Locale;
import switchboard.console.text.Format;

/** A direction in which configurations differ. */
public enum Axis {
  REPLICAS("replicas") {
    @Override
    String value(Configuration of) {
      return Format.replicas(of.replicas());
    }

    @Override
    String least(Configuration of) {
      return value(of) + (of.replicas() == 1 ? " is" : " are") + " the fewest that were searched";
    }
  },
  CPU("CPU") {
    @Override
    String value(Configuration of) {
      return String.format(Locale.ROOT, "%.2f cores", of.limits().cpus());
    }

    @Override
    String least(Configuration of) {
      return value(of) + " is the lowest CPU limit that was searched";
    }
  },
  MEMORY("memory") {
    @Override
    String value(Configuration of) {
      return of.limits().memoryBytes() / Configuration.MEBIBYTE + " MiB";
    }

    @Override
    String least(Configuration of) {
      return value(of) + " is the lowest memory limit that was searched";
    }
  };

  private final String word;

  Axis(String word) {
    this.word = word;
  }

  /** Its name in JSON: "CPU". */
  public String word() {
    return word;
  }

  /** Where a configuration is on it: "0.35 cores". */
  abstract String value(Configuration of);

  /** Why nothing cheaper than this was tried on it. */
  abstract String least(Configuration of);
}
