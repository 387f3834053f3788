package switchboard.console.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Objectives;

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
  private final PhaseFigures phases = new PhaseFigures();

  /**
   * @param before the users' figures just before the fault, if the simulator gave them
   */
  public FaultRun(Fault fault, Instant at, Optional<LoadStats> before) {
    this.fault = fault;
    this.at = at;
    this.before = before;
    noticed = new NoticedByUsers(before, at);
    before.ifPresent(figures -> phases.begin(figures, at, false));
  }

  /** As long as its verdict is not out. */
  public PendingVerdict pending() {
    return new PendingVerdict(fault, at, recovered(), proven);
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
    return lastActive.orElse(at.plus(fault.duration().orElse(Duration.ZERO)));
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
    phases.observe(figures, List.of(pending()), now);
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

  /** Judges what was seen until now; objectives that were named are judged of the whole run. */
  public Verdict judge(
      Optional<LoadStats> after, Map<String, Double> balance, Objectives objectives) {
    return judge(after, balance, objectives, Optional.empty());
  }

  /**
   * Judges what was seen until now.
   *
   * @param after the users' figures at the end, if the simulator gave them
   * @param balance each replica's share of the requests since the recovery, in percent
   * @param queries what the queries among named objectives answered; empty when those that were
   *     named are judged of more than this fault
   */
  public Verdict judge(
      Optional<LoadStats> after,
      Map<String, Double> balance,
      Objectives objectives,
      Optional<Map<Figure.Query, Double>> queries) {
    after.ifPresent(this::observe);
    return new FaultObservations(
            fault,
            at,
            detected,
            recovery,
            proven,
            undone,
            before,
            settled,
            after,
            lateness,
            phases.populations(),
            balance)
        .judge(objectives, queries);
  }
}
