package switchboard.simulator.measure;

import java.time.Instant;
import java.util.function.LongConsumer;

/** The users' requests and deliveries, and their outcomes. Confined to the event loop. */
public final class Stats {
  private final Instant startedAt;
  private final Failures failures = new Failures();
  private final Latency requestLatency = new Latency();
  private final Latency deliveryLatency = new Latency();
  private final Latency lateness = new Latency();
  private final Latency reconnectTime = new Latency();
  private final Published published;
  private long connected;
  private long connectedPeak;
  private long succeeded;
  private long inFlight;
  private long issued;
  private long dropped;
  private long sent;
  private long acknowledged;
  private long reconnects;
  private long moves;
  private long historyResets;
  private final Absences absences = new Absences();
  private String lastWrongPage;
  private Instant certificateEnds;

  /** Further receivers of every measured time, in nanoseconds. */
  public record Published(
      LongConsumer request, LongConsumer delivery, LongConsumer lateness, LongConsumer reconnect) {}

  public Stats(Instant startedAt, Published published) {
    this.startedAt = startedAt;
    this.published = published;
  }

  public void requestBegan() {
    issued++;
    inFlight++;
  }

  /** Nanoseconds from the intended start. A request that failed took its time too: it counts. */
  public void requestSucceeded(long nanos) {
    succeeded++;
    requestEnded(nanos);
  }

  public void requestFailed(Failure failure) {
    failures.add(failure);
    requestEnded(failure.durationNanos());
  }

  /** Counts a request that was due and not even begun: it failed, and has no latency. */
  public void requestNotBegun(Failure failure) {
    issued++;
    dropped++;
    failures.add(failure);
  }

  private void requestEnded(long nanos) {
    inFlight--;
    requestLatency.record(nanos);
    published.request().accept(nanos);
  }

  /** Counts a request that its own user cancelled by leaving: it has no outcome. */
  public void requestWithdrawn() {
    issued--;
    inFlight--;
  }

  /** Records a problem other than a failed request, to be shown. */
  public void anomaly(String sentence) {
    failures.report(sentence);
  }

  /** Counts a wrong page of history; the sentence says which and why. */
  public void wrongPage(String sentence) {
    lastWrongPage = sentence;
    anomaly(sentence);
  }

  public void userConnected() {
    connected++;
    connectedPeak = Math.max(connectedPeak, connected);
  }

  public void userDisconnected() {
    connected--;
  }

  /** Users who had been connected and are without a socket, and for how long. */
  public Absences absences() {
    return absences;
  }

  public void socketBroke() {
    reconnects++;
  }

  /** Counts a user who was asked to connect again, and did. */
  public void userMoved() {
    moves++;
  }

  /** Counts a user who was notified that the history was cut. */
  public void historyReset() {
    historyResets++;
  }

  /** Nanoseconds from the break of a user's socket to the welcome on the next. */
  public void reconnected(long nanos) {
    reconnectTime.record(nanos);
    published.reconnect().accept(nanos);
  }

  public void messageSent() {
    sent++;
  }

  public void messageAcknowledged() {
    acknowledged++;
  }

  /** Nanoseconds from the intended send to the receipt by one member. */
  public void delivered(long nanos) {
    deliveryLatency.record(nanos);
    published.delivery().accept(nanos);
  }

  /** Nanoseconds from a timer's time to its task. */
  public void late(long nanos) {
    lateness.record(nanos);
    published.lateness().accept(nanos);
  }

  /** Resets the latencies since the mark; counts go on from the start. */
  public void mark() {
    requestLatency.mark();
    deliveryLatency.mark();
    lateness.mark();
  }

  /** To be called every second. */
  public void rotate() {
    requestLatency.rotate();
    deliveryLatency.rotate();
    lateness.rotate();
    reconnectTime.rotate();
  }

  public Instant startedAt() {
    return startedAt;
  }

  public Failures failures() {
    return failures;
  }

  public Latency requestLatency() {
    return requestLatency;
  }

  public Latency deliveryLatency() {
    return deliveryLatency;
  }

  public Latency lateness() {
    return lateness;
  }

  public Latency reconnectTime() {
    return reconnectTime;
  }

  public long connected() {
    return connected;
  }

  public long connectedPeak() {
    return connectedPeak;
  }

  public long succeeded() {
    return succeeded;
  }

  public long failed() {
    return failures.total();
  }

  public long inFlight() {
    return inFlight;
  }

  /**
   * Requests that were due, without those that their users cancelled by leaving. Each has
   * succeeded, has failed, or is in flight.
   */
  public long issued() {
    return issued;
  }

  /** Requests that were due and not even begun. They are among the failed ones. */
  public long dropped() {
    return dropped;
  }

  public long sent() {
    return sent;
  }

  public long acknowledged() {
    return acknowledged;
  }

  public long reconnects() {
    return reconnects;
  }

  /** How often a user opened another socket because the server asked for it. */
  public long moves() {
    return moves;
  }

  /** Null when nothing was measured. */
  public String lastWrongPage() {
    return lastWrongPage;
  }

  /** Records when the certificate that the server showed ends, or one that it depends on. */
  public void certificateSeen(Instant ends) {
    certificateEnds = ends;
  }

  /** As the server showed it last; null while it has shown none. */
  public Instant certificateEnds() {
    return certificateEnds;
  }

  public long historyResets() {
    return historyResets;
  }
}
