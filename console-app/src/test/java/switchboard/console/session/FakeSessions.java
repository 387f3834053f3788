package switchboard.console.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import switchboard.console.intent.HealReport;
import switchboard.console.loadtest.LoadTests;

/** Sessions over platforms in memory, each there before it is opened. */
public final class FakeSessions implements Sessions {
  private final List<Session> all;
  private final List<String> openedIds = new ArrayList<>();
  private volatile Optional<LoadTests> elsewhere = Optional.empty();
  private volatile HealReport left = new HealReport(List.of(), List.of());

  public FakeSessions(Session... all) {
    this.all = List.of(all);
  }

  /** With ten ticks a second, so that a test's actions show immediately. */
  public static void start(Session session) {
    session.start(Duration.ofMillis(100));
  }

  @Override
  public List<String> platforms() {
    return all.stream().map(each -> each.platform().id()).toList();
  }

  @Override
  public String name(String id) {
    return of(id).platform().name();
  }

  @Override
  public Session open(String id) {
    openedIds.add(id);
    return of(id);
  }

  @Override
  public Optional<LoadTests> elsewhere(String id) {
    return elsewhere;
  }

  /** From now on another console runs a system. */
  public FakeSessions running(LoadTests found) {
    elsewhere = Optional.of(found);
    return this;
  }

  @Override
  public HealReport heal() {
    return left;
  }

  /** From now on this becomes of what consoles have left. */
  public FakeSessions healing(HealReport report) {
    left = report;
    return this;
  }

  /** The ids that were opened, in that order. */
  public List<String> openedIds() {
    return List.copyOf(openedIds);
  }

  private Session of(String id) {
    return all.stream().filter(each -> each.platform().id().equals(id)).findFirst().orElseThrow();
  }
}
