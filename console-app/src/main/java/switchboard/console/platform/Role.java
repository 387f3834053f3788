package switchboard.console.platform;

import java.util.Arrays;
import java.util.Optional;

/** The role of a component; the same five roles exist on every platform. */
public enum Role {
  STORE("store"),
  BACKEND("backend"),
  GATEWAY("gateway"),
  SIMULATOR("simulator"),
  PROMETHEUS("prometheus");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /** The role of an instance by its name, as of "backend-2"; empty for what has none. */
  public static Optional<Role> ofInstance(String name) {
    return Arrays.stream(values())
        .filter(role -> role.label.equals(name.replaceFirst("-[0-9]+$", "")))
        .findFirst();
  }

  /** The name on screen, in logs and in the metrics' {@code job} label. */
  public String label() {
    return label;
  }
}
