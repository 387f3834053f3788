package switchboard.console.platform;

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

  /** The name on screen, in logs and in the metrics' {@code job} label. */
  public String label() {
    return label;
  }
}
