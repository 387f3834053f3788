package switchboard.console.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.capability.MultipleSimulators;

/**
 * The simulators that generate the load together, presented as one: each has its share of the
 * users, in rooms of its own, and their figures are added up. Where there is one, it is asked as it
 * is.
 *
 * <p>A simulator that is removed completes its accounting first, and its counts stay in the sums;
 * those of one that dies are lost, which {@link LoadStats#continues} detects. Calls block; any
 * thread may make them.
 */
public final class Simulators {
  /** A simulator itself gives up after ten seconds what has not settled. */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  private static final Duration POLL = Duration.ofMillis(200);

  private final OkHttpClient http;
  private final Supplier<List<URI>> addresses;
  private final Map<URI, Simulator> clients = new ConcurrentHashMap<>();

  /** The counts of the simulators that were removed. */
  private final List<Books> closed = new ArrayList<>();

  /** The settled counts of the simulators about to be removed, by index. */
  private final Map<Integer, Books> leaving = new TreeMap<>();

  private Optional<List<URI>> shared = Optional.empty();
  private int staying = MultipleSimulators.MAX_SIMULATORS;
  private int connectedPeak;

  /** The counts of one simulator, and its failed requests. */
  private record Books(LoadStats stats, FailedRequests failures) {
    Books marked() {
      return new Books(stats.marked(), failures);
    }
  }

  /**
   * @param addresses where their control APIs listen, without a path, in an order that stays; asked
   *     at every call
   */
  public Simulators(OkHttpClient http, Supplier<List<URI>> addresses) {
    this.http = http;
    this.addresses = addresses;
  }

  /** Why the current simulators cannot carry a load; empty when they can. */
  public Optional<Failure> refusal(LoadPlan plan) {
    var fit = sharing().size() * LoadPlan.MAX_USERS;
    return plan.users() > fit
        ? Optional.of(
            new Failure(
                "Setting the load",
                plan.users() + " users were requested, and the current simulators carry " + fit,
                "Set fewer users, or set the number of simulators first."))
        : Optional.empty();
  }

  /**
   * Shares the load among those there are, with no more users than fit; each moves towards its
   * share.
   *
   * @return a failure when a simulator does not take its share: the others then have theirs
   */
  public Outcome<LoadPlan> share(LoadPlan plan) {
    var all = sharing();
    var shares = LoadSplitter.of(plan, Math.max(1, all.size()));
    var failed = Optional.<Failure>empty();
    for (var i = 0; i < all.size(); i++) {
      if (client(all.get(i)).setLoad(shares.get(i)) instanceof Outcome.Failed<?>(Failure why)) {
        failed = failed.or(() -> Optional.of(why));
      }
    }
    if (failed.isEmpty() || all.size() == 1) {
      shared(all);
    }
    return failed.<Outcome<LoadPlan>>map(Outcome::failed).orElseGet(() -> Outcome.done(plan));
  }

  /** The load that they have together; a failure when one does not say so. */
  public Outcome<LoadPlan> load() {
    Outcome<LoadPlan> sum = nobodySays("Reading the load");
    for (var address : sharing()) {
      var own = client(address).load();
      sum =
          sum instanceof Outcome.Done<LoadPlan>(LoadPlan before)
              ? own.map(one -> one.withUsers(before.users() + one.users()))
              : own;
      if (own instanceof Outcome.Failed<LoadPlan>) {
        return own;
      }
    }
    return sum;
  }

  private synchronized void shared(List<URI> by) {
    shared = Optional.of(by);
  }

  /** Whether some have come, or gone, since the load was shared. */
  public synchronized boolean haveChanged() {
    return staying == MultipleSimulators.MAX_SIMULATORS
        && shared.filter(by -> !by.equals(sharing())).isPresent();
  }

  private synchronized List<URI> sharing() {
    var all = addresses.get();
    return List.copyOf(all.subList(0, Math.min(staying, all.size())));
  }

  /** Ends the warm-up: what is measured since the mark counts afresh, what failed does not. */
  public Outcome<String> mark() {
    var outcome = each(Simulator::mark);
    if (outcome instanceof Outcome.Done<String>) {
      forgetSinceMark();
    }
    return outcome;
  }

  private synchronized void forgetSinceMark() {
    closed.replaceAll(Books::marked);
  }

  /** Ends sending and reading, so that what is under way can settle; users stay connected. */
  public Outcome<String> quiesce() {
    return each(Simulator::quiesce);
  }

  private Outcome<String> each(Function<Simulator, Outcome<String>> call) {
    var last = Outcome.done("");
    for (var address : sharing()) {
      last = call.apply(client(address));
      if (last instanceof Outcome.Failed<String>) {
        return last;
      }
    }
    return last;
  }

  /**
   * The figures of all with their histograms, those that have gone included; a failure when one
   * does not answer.
   */
  public Outcome<LoadStats> stats() {
    var all = addresses.get();
    var past = past();
    var several = all.size() > 1 || past.isAny();
    var books = new ArrayList<LoadStats>();
    for (var place = 0; place < all.size(); place++) {
      if (!past.leaving().containsKey(place)) {
        switch (client(all.get(place)).stats(true)) {
          case Outcome.Done<LoadStats>(LoadStats stats) -> books.add(named(stats, place));
          case Outcome.Failed<LoadStats> failed -> {
            return failed;
          }
        }
      }
    }
    if (!several && books.size() == 1) {
      peak(books.getFirst().users().connectedPeak());
      return Outcome.done(books.getFirst());
    }
    past.all().map(Books::stats).forEach(books::add);
    return books.isEmpty() ? nobodySays("Reading the simulators' figures") : sum(books);
  }

  /**
   * The failed requests of all, by time, those of simulators that have gone included; a failure
   * when one does not answer.
   */
  public Outcome<FailedRequests> failures() {
    var all = addresses.get();
    var past = past();
    var books = new ArrayList<FailedRequests>();
    for (var place = 0; place < all.size(); place++) {
      if (!past.leaving().containsKey(place)) {
        switch (client(all.get(place)).failures()) {
          case Outcome.Done<FailedRequests>(FailedRequests failures) -> books.add(failures);
          case Outcome.Failed<FailedRequests> failed -> {
            return failed;
          }
        }
      }
    }
    past.all().map(Books::failures).forEach(books::add);
    return Outcome.done(FailedRequests.together(books));
  }

  private Outcome<LoadStats> sum(List<LoadStats> books) {
    try {
      var connected = books.stream().mapToInt(each -> each.users().connected()).sum();
      return Outcome.done(StatsAggregator.of(books, peak(connected)));
    } catch (IllegalArgumentException e) {
      return Outcome.failed(
          new Failure(
              "Reading the simulators' figures",
              "their format is unexpected",
              "Use simulators and a console of the same version.",
              String.valueOf(e.getCause())));
    }
  }

  private static <T> Outcome<T> nobodySays(String tried) {
    return Outcome.failed(new Failure(tried, "there is no simulator", "Wait until one is ready."));
  }

  private synchronized int peak(int connected) {
    connectedPeak = Math.max(connectedPeak, connected);
    return connectedPeak;
  }

  /** Final counts, at one instant. */
  private record Past(List<Books> closed, Map<Integer, Books> leaving) {
    boolean isAny() {
      return !closed.isEmpty() || !leaving.isEmpty();
    }

    Stream<Books> all() {
      return Stream.concat(closed.stream(), leaving.values().stream());
    }
  }

  private synchronized Past past() {
    return new Past(List.copyOf(closed), new TreeMap<>(leaving));
  }

  /** Two may have been started in the same millisecond. */
  private static LoadStats named(LoadStats stats, int place) {
    return place == 0 ? stats : stats.called(stats.startedAt() + "#" + (place + 1));
  }

  /**
   * Prepares for fewer: those beyond are quiesced and complete their accounting, which then stays
   * in the sums. Whoever asks for it says with {@link #left} how it ended. A simulator that does
   * not answer settles nothing.
   *
   * @param remaining how many stay, the first ones
   */
  public void settleBeyond(int remaining) throws InterruptedException {
    var all = addresses.get();
    synchronized (this) {
      staying = remaining;
    }
    for (var place = remaining; place < all.size(); place++) {
      client(all.get(place)).quiesce();
    }
    var deadline = System.nanoTime() + SETTLING.toNanos();
    for (var place = remaining; place < all.size(); place++) {
      settle(client(all.get(place)), place, deadline);
    }
  }

  private void settle(Simulator simulator, int place, long deadline) throws InterruptedException {
    while (simulator.stats(true) instanceof Outcome.Done<LoadStats>(LoadStats stats)) {
      if (stats.settled() || System.nanoTime() > deadline) {
        close(place, named(stats, place), failures(simulator, stats));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  /** A simulator that does not list its failed requests has still counted them. */
  private static FailedRequests failures(Simulator simulator, LoadStats stats) {
    return simulator
        .failures()
        .toOptional()
        .orElseGet(() -> FailedRequests.unlisted(stats.requests().failed()));
  }

  private synchronized void close(int place, LoadStats stats, FailedRequests failures) {
    leaving.put(place, new Books(stats.closed(), failures));
  }

  /**
   * The simulators for which {@link #settleBeyond} prepared have gone, or they stay after all.
   *
   * @param gone whether they have
   */
  public synchronized void left(boolean gone) {
    if (gone) {
      closed.addAll(leaving.values());
    }
    leaving.clear();
    staying = MultipleSimulators.MAX_SIMULATORS;
  }

  private Simulator client(URI address) {
    return clients.computeIfAbsent(address, each -> new Simulator(http, each));
  }
}
