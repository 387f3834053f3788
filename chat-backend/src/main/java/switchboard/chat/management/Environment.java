package switchboard.chat.management;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads settings from environment variables. Every method throws {@link InvalidSetting} when the
 * value is not what it says; a variable that is set but empty counts as empty, not as missing.
 */
public record Environment(Map<String, String> variables) {
  private static final Pattern LENGTH_OF_TIME = Pattern.compile("([0-9]{1,9})([smhd])");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "s",
          ChronoUnit.SECONDS,
          "m",
          ChronoUnit.MINUTES,
          "h",
          ChronoUnit.HOURS,
          "d",
          ChronoUnit.DAYS);

  public Environment {
    variables = Map.copyOf(variables);
  }

  /** The environment of this process. */
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /** Any text, possibly empty. */
  public String text(String variable, String byDefault) {
    return variables.getOrDefault(variable, byDefault);
  }

  /** A host name or address to bind to. */
  public String host(String variable, String byDefault) {
    var value = text(variable, byDefault);
    if (value.isBlank()) {
      throw new InvalidSetting(
          variable, quoted(value), "a host name or address, such as 127.0.0.1");
    }
    return value;
  }

  /** A port from 0 to 65535; 0 means any free one. */
  public int port(String variable, int byDefault) {
    return integer(variable, byDefault, 0, 65_535);
  }

  /** A whole number in a range, both ends included. */
  public int integer(String variable, int byDefault, int lowest, int highest) {
    var value = variables.get(variable);
    if (value == null) {
      return byDefault;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a number out of range.
    }
    throw new InvalidSetting(
        variable,
        quoted(value),
        String.format(Locale.ROOT, "a whole number from %d to %d", lowest, highest));
  }

  /** A length of time such as {@code 90s}, {@code 30m}, {@code 12h} or {@code 7d}. */
  public Duration duration(
      String variable, Duration byDefault, Duration shortest, Duration longest) {
    var value = variables.get(variable);
    if (value == null) {
      return byDefault;
    }
    var length = LENGTH_OF_TIME.matcher(value.strip());
    if (length.matches()) {
      var found =
          UNITS.get(length.group(2)).getDuration().multipliedBy(Long.parseLong(length.group(1)));
      if (found.compareTo(shortest) >= 0 && found.compareTo(longest) <= 0) {
        return found;
      }
    }
    throw new InvalidSetting(
        variable,
        quoted(value),
        String.format(
            Locale.ROOT,
            "a number with s, m, h or d after it, %d to %d seconds in all",
            shortest.toSeconds(),
            longest.toSeconds()));
  }

  /** {@code true} or {@code false}, nothing else. */
  public boolean flag(String variable, boolean byDefault) {
    var value = variables.get(variable);
    if (value == null) {
      return byDefault;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidSetting(variable, quoted(value), "true or false");
    };
  }

  /** A secret of a minimum length in UTF-8 bytes. It has no default, and no message repeats it. */
  public String secret(String variable, int leastBytes) {
    var value = variables.get(variable);
    var expected = String.format(Locale.ROOT, "a secret of at least %d bytes", leastBytes);
    if (value == null) {
      throw new InvalidSetting(variable, "nothing", expected);
    }
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    if (length < leastBytes) {
      throw new InvalidSetting(variable, length + " bytes", expected);
    }
    return value;
  }

  /** As {@link #secret}, but may be missing, or empty. */
  public Optional<String> optionalSecret(String variable, int leastBytes) {
    return text(variable, "").isEmpty()
        ? Optional.empty()
        : Optional.of(secret(variable, leastBytes));
  }

  /**
   * A URI of one of some schemes with host and port. It may carry a password, so no message repeats
   * it.
   */
  public URI address(String variable, List<String> schemes, String byDefault) {
    var expected = "%s://[[user]:password@]host:port".formatted(String.join(":// or ", schemes));
    URI address;
    try {
      address = new URI(text(variable, byDefault));
    } catch (URISyntaxException malformed) {
      throw new InvalidSetting(variable, "what is not a URI", expected);
    }
    if (address.getScheme() == null
        || !schemes.contains(address.getScheme())
        || address.getHost() == null
        || address.getPort() < 1) {
      throw new InvalidSetting(variable, "another kind of URI", expected);
    }
    return address;
  }

  private static String quoted(String value) {
    return '"' + value + '"';
  }
}
