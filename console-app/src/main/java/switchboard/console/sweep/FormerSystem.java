package switchboard.console.sweep;

import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.session.Session;
import switchboard.console.text.Format;

/**
 * The replicas, limits and load that a system had before it was changed, and brings them back,
 * once. Any thread may call.
 */
public final class FormerSystem {
  private final Session session;
  private final int replicas;
  private final Optional<Limits> limits;
  private final LoadPlan load;
  private boolean restored;
  private boolean isAsItWas = true;

  private FormerSystem(Session session, int replicas, Optional<Limits> limits, LoadPlan load) {
    this.session = session;
    this.replicas = replicas;
    this.limits = limits;
    this.load = load;
  }

  /** As it is now. */
  public static FormerSystem of(Session session) {
    var backends = session.platform().state().backends();
    return new FormerSystem(
        session,
        backends.size(),
        backends.stream().map(Instance::limits).flatMap(Optional::stream).findFirst(),
        session.load().plan());
  }

  /** As it was before this console. */
  static FormerSystem of(Session session, Before before) {
    return new FormerSystem(session, before.replicas(), before.limited(), before.load());
  }

  /**
   * As a file keeps it.
   *
   * @param launched whether it was launched for the sweep
   */
  Before toBefore(boolean launched) {
    return new Before(launched, store(session), replicas, limits.orElse(null), load);
  }

  /** Which process the store is; empty where that is not known. */
  static String store(Session session) {
    return session.platform().state().instances().stream()
        .filter(each -> each.role() == Role.STORE)
        .map(Instance::engineId)
        .findFirst()
        .orElse("");
  }

  /** What it has once it is brought back: "3 replicas with 0.50 cores and 256 MiB each". */
  public String text() {
    return Format.replicas(replicas)
        + limits
            .map(each -> " with " + each.words() + " each")
            .or(
                () ->
                    most()
                        .map(
                            each ->
                                " with "
                                    + each.words()
                                    + " each, the most that can be set where there were no limits"))
            .orElse(" without limits");
  }

  /**
   * Brings it back; nothing when that was done.
   *
   * @param failed receives what could not be brought back
   * @return whether all of it was; not when the system does not run any more
   */
  public synchronized boolean restore(Consumer<Step> steps, Consumer<Failure> failed) {
    if (restored) {
      return isAsItWas;
    }
    if (session.platform().state().phase() != SystemState.Phase.RUNNING) {
      return false;
    }
    restored = true;
    // Cancelling ends what was begun, and not what the system is owed after it.
    var interrupted = Thread.interrupted();
    var wanted = limits.or(this::most);
    wanted.ifPresent(each -> tell(session.replicas().limit(each, steps), failed));
    tell(session.replicas().scale(replicas, steps), failed);
    tell(session.load().set(load), failed);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return isAsItWas;
  }

  /** No platform takes limits away again; the most that it can set is as near as it gets. */
  private Optional<Limits> most() {
    return session
        .platform()
        .capability(Limiting.class)
        .map(limiting -> limiting.limitsRange().most());
  }

  private void tell(Outcome<?> outcome, Consumer<Failure> failed) {
    if (outcome instanceof Outcome.Failed<?>(Failure why)) {
      isAsItWas = false;
      failed.accept(why);
    }
  }
}
