package switchboard.console.platform;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The ports by which operators and browsers know the components, all on loopback. One that is taken
 * at a launch is replaced by any that is free.
 */
public record WellKnownPorts(int gateway, int simulator, int prometheus) {
  public static final WellKnownPorts DEFAULT = new WellKnownPorts(5173, 8089, 9090);

  public static final int MIN = 1_024;
  public static final int MAX = 65_535;

  public WellKnownPorts {
    check("chat", gateway);
    check("simulator's", simulator);
    check("Prometheus'", prometheus);
    if (Set.copyOf(List.of(gateway, simulator, prometheus)).size() < 3) {
      throw new IllegalArgumentException("Each component needs its own port");
    }
  }

  private static void check(String whose, int port) {
    if (port < MIN || port > MAX) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "The %s port is %d; expected %d to %d", whose, port, MIN, MAX));
    }
  }
}
