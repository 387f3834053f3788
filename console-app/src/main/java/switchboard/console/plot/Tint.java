package switchboard.console.plot;

import java.util.Objects;

/**
 * A colour as CSS writes it, "#4c9aff", in the form that is readable on each ground.
 *
 * @param dark on a dark ground
 * @param light on a light one
 */
public record Tint(String dark, String light) {
  public Tint {
    Objects.requireNonNull(dark);
    Objects.requireNonNull(light);
  }
}
