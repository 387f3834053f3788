package switchboard.console.session;

/** What the metrics say at one instant. */
public record Measured() {
  static final Measured NOTHING = new Measured();
}
