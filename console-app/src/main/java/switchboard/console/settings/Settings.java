package switchboard.console.settings;

import java.util.Objects;
import java.util.Optional;
import switchboard.console.platform.WellKnownPorts;

/**
 * All that can be chosen for a console.
 *
 * @param ports of what runs on this machine, from its next launch on
 * @param place empty for the usual size in the middle of the screen
 */
public record Settings(Look look, WellKnownPorts ports, Optional<Place> place) {
  public static final Settings USUAL =
      new Settings(Look.DARK, WellKnownPorts.USUAL, Optional.empty());

  public Settings {
    Objects.requireNonNull(look);
    Objects.requireNonNull(ports);
    Objects.requireNonNull(place);
  }

  public Settings withLook(Look chosen) {
    return new Settings(chosen, ports, place);
  }

  public Settings withPorts(WellKnownPorts chosen) {
    return new Settings(look, chosen, place);
  }

  public Settings withPlace(Place chosen) {
    return new Settings(look, ports, Optional.of(chosen));
  }
}
