package switchboard.console.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import switchboard.console.load.Distribution;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.BackendFault;
import switchboard.console.text.Format;

/**
 * One fault from its beginning to its verdict. Fed with what is noticed, in order of time; not safe
 * for use by several threads.
 */
public final class FaultRun {
  /**
   * How long after the recovery the users are still watched: the simulator gives up a send after
   * ten seconds, and a message that is missing between others after twenty at most.
   */
  public static final Duration OBSERVATION_WINDOW = Duration.ofSeconds(21);

  /**
   * From the recovery until deliveries are as quick as without a fault: a user who was refused just
   * before it is connected again within ten seconds, and gets the messages of that time only then.
   */
  static final Duration SETTLING = Duration.ofSeconds(10);

  /**
   * The simulator's lateness covers the last nine to ten seconds. Read once a second from here on,
   * it is of all the time since the fault, and not of the launch or the ramp before it.
   */
  static final Duration LATENESS_WINDOW = Duration.ofSeconds(8);

  private final Fault fault;
  private final Instant at;
  private final Optional<LoadStats> before;
  private Optional<Instant> detected = Optional.empty();
  private final NoticedByUsers noticed;
  private Optional<Evidence> injected = Optional.empty();
  private Optional<Instant> lastActive = Optional.empty();
  private Optional<Evidence> recovery = Optional.empty();
  private Optional<Evidence> proven = Optional.empty();
  private Optional<Evidence> undone = Optional.empty();

  /** The first figures after the recovery that deliveries can be judged from. */
  private Optional<LoadStats> settled = Optional.empty();

  private Duration lateness = Duration.ZERO;

  /**
   * @param before the users' figures just before the fault, if the simulator gave them
   */
  public FaultRun(Fault fault, Instant at, Optional<LoadStats> before) {
    this.fault = fault;
    this.at = at;
    this.before = before;
    noticed = new NoticedByUsers(before, at);
  }

  public Fault fault() {
    return fault;
  }

  public Instant at() {
    return at;
  }

  public Optional<Instant> detected() {
    return detected;
  }

  /** When it was first seen to have recovered. */
  public Optional<Instant> recovered() {
    return recovery.map(Evidence::notAfter);
  }

  /** How it is known that it has recovered; empty while it has not. */
  public Optional<Evidence> recovery() {
    return recovery;
  }

  public void detected(Instant when) {
    detected = detected.or(() -> Optional.of(when));
  }

  /** It has just recovered. */
  public void recovered(Instant when) {
    recovered(new Evidence(when, when, "console"));
  }

  /** It is seen to have recovered. */
  public void recovered(Evidence evidence) {
    recovery = recovery.or(() -> Optional.of(evidence));
  }

  /** When it was injected; empty for one that this console did not inject. */
  public Optional<Evidence> injected() {
    return injected;
  }

  /** What injects it has returned. */
  public void injected(Instant returned) {
    injected =
        Optional.of(Evidence.between(at, returned, "console's clock: before and after the call"));
  }

  /** Its target still says that it is active. */
  public void stillActive(Instant asked) {
    lastActive = Optional.of(asked);
  }

  /** Until when it was active at least, of one that its target ends by its own timer. */
  public Instant activeUntil() {
    return lastActive.orElse(
        at.plus(fault.backendFault().map(BackendFault::lasts).orElse(Duration.ZERO)));
  }

  /** When users had a first failed request, as far as it is known from their figures. */
  public Optional<Evidence> firstFailed() {
    return noticed.failed();
  }

  /** When users had a first slow request, as far as it is known from their figures. */
  public Optional<Evidence> firstSlow() {
    return noticed.slow();
  }

  /** From which time on a request is slow; empty when that is not known. */
  public Optional<Duration> slowFrom() {
    return noticed.limit();
  }

  /** What shows that it acted on its target; empty while nothing does. */
  public Optional<Evidence> proven() {
    return proven;
  }

  /** What shows that its target is as it was before; empty while nothing does. */
  public Optional<Evidence> undone() {
    return undone;
  }

  public void proven(Evidence evidence) {
    proven = proven.or(() -> Optional.of(evidence));
  }

  public void undone(Evidence evidence) {
    undone = undone.or(() -> Optional.of(evidence));
  }

  /** Takes note of figures that came as soon as they were asked for. */
  public void observe(LoadStats figures, Instant now) {
    observe(figures, now, now);
  }

  /**
   * Takes note of how late the simulator is meanwhile, of when deliveries have settled, and of what
   * users notice.
   *
   * @param now when the figures were asked for
   * @param answered when they had come
   */
  public void observe(LoadStats figures, Instant now, Instant answered) {
    noticed.observe(figures, now, answered);
    if (settled.isEmpty()
        && recovered().filter(over -> !now.isBefore(over.plus(SETTLING))).isPresent()) {
      settled = Optional.of(figures);
    }
    if (!now.isBefore(at.plus(LATENESS_WINDOW))) {
      observe(figures);
    }
  }

  private void observe(LoadStats figures) {
    figures
        .lateness()
        .filter(late -> late.compareTo(lateness) > 0)
        .ifPresent(late -> lateness = late);
  }

  /** Whether there is enough to judge: the observation window or the timeout has passed. */
  public boolean isOver(Instant now) {
    return recovered()
        .map(when -> now.isAfter(when.plus(OBSERVATION_WINDOW)))
        .orElse(now.isAfter(at.plus(fault.recoveryTimeout())));
  }

  /**
   * Judges what was seen until now.
   *
   * @param after the users' figures at the end, if the simulator gave them
   * @param balance each replica's share of the requests since the recovery, in percent
   */
  public Verdict judge(Optional<LoadStats> after, Map<String, Double> balance) {
    after.ifPresent(this::observe);
    var judgement = new Judgement();
    var impact =
        before.isPresent() && after.isPresent()
            ? UserImpact.between(before.get(), after.get())
            : UserImpact.UNKNOWN;
    judgement.generator(lateness);
    if (recovery.isEmpty()) {
      judgement.failed(
          fault.target()
              + " was not ready again within "
              + fault.recoveryTimeout().toSeconds()
              + " s");
    }
    var kept = before.isEmpty() || after.isEmpty() || after.get().continues(before.get());
    judgement.countsKept(kept);
    if (kept) {
      impact.judge(judgement);
    }
    after.map(LoadStats::users).ifPresent(at -> judgement.usersConnected(at, at.wanted()));
    var deliveries = after.flatMap(last -> judgeDeliveries(last, judgement));
    return new Verdict(
        fault,
        at,
        detected.filter(when -> fault.isInjected()).map(this::since),
        recovered().map(this::since),
        impact,
        failed(impact, after),
        deliveries,
        balance,
        judgement.result(),
        judgement.reasons(),
        Ledger.EMPTY);
  }

  /** Empty when there is nothing to judge them from. */
  private Optional<LatencyObjective.Judged> judgeDeliveries(LoadStats last, Judgement judgement) {
    return settled
        .filter(last::continues)
        .map(
            first -> {
              var judged =
                  LatencyObjective.DEFAULT.judge(deliveries(first, last), "after the recovery");
              judged.judge(judgement);
              if (judged.known() && judged.count() == 0 && owed(first, last) > 0) {
                judgement.failed(
                    "No message was delivered after the recovery, though "
                        + Format.count(owed(first, last), "delivery was", "deliveries were")
                        + " owed");
              }
              return judged;
            });
  }

  private static long owed(LoadStats from, LoadStats until) {
    return from.messages().owed() == null || until.messages().owed() == null
        ? 0
        : until.messages().owed() - from.messages().owed();
  }

  /**
   * How long the deliveries took that came between two figures.
   *
   * @return empty when that is not known
   */
  static Optional<Distribution> deliveries(LoadStats from, LoadStats until) {
    return between(from.deliveryMillis().sinceStart(), until.deliveryMillis().sinceStart());
  }

  /** What came to a distribution since an earlier state of it; empty when that is not known. */
  static Optional<Distribution> between(LoadStats.Percentiles from, LoadStats.Percentiles until) {
    try {
      var earlier = Distribution.of(from);
      var later = Distribution.of(until);
      return later.flatMap(all -> earlier.map(all::minus));
    } catch (IllegalArgumentException e) {
      // A histogram that cannot be read, or that has lost some: nothing is known.
      return Optional.empty();
    }
  }

  private Optional<FailedRequests.Span> failed(UserImpact impact, Optional<LoadStats> after) {
    return impact.requestsFailed() > 0
        ? Optional.of(
            new FailedRequests.Span(
                impact.requestsFailed(), before.orElseThrow().at(), after.orElseThrow().at()))
        : Optional.empty();
  }

  private Duration since(Instant when) {
    return Duration.between(at, when);
  }
}
