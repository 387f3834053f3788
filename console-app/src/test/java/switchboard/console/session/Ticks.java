package switchboard.console.session;

/** Ticks of a session, triggered by a test. */
public final class Ticks {
  private final Session session;

  /**
   * @param session one that was not started
   */
  public Ticks(Session session) {
    this.session = session;
    session.watch();
  }

  /** All that a session does once a second. */
  public void tick() {
    tick(session);
  }

  static void tick(Session session) {
    session.poll();
    session.measure();
    session.prove();
    session.publish();
  }
}
