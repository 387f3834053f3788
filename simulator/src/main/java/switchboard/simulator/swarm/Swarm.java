package switchboard.simulator.swarm;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.measure.Stats;
import switchboard.simulator.schedule.ArrivalProcess;
import switchboard.simulator.schedule.Schedule;

/**
 * The virtual users. They join and leave at the load's spawn rate, the last who came first; those
 * who are there send and read, each at the load's rates. Confined to the event loop.
 */
public final class Swarm {
  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final Duration LOG_PERIOD = Duration.ofSeconds(5);
  private static final double SECONDS_PER_MINUTE = 60;
  private static final Logger LOG = LoggerFactory.getLogger(Swarm.class);

  private final VirtualUser.Context world;
  private final RandomGenerator random;
  private final int mostUsers;
  private final ArrivalProcess ramp;
  private final ArrivalProcess sends;
  private final ArrivalProcess reads;
  private final Settlement settlement;
  private final List<VirtualUser> users = new ArrayList<>();

  /** Leaving users who still wait for what they are owed. */
  private final List<VirtualUser> leaving = new ArrayList<>();

  private final Rooms rooms = new Rooms();
  private Load load;

  /**
   * Nobody joins before {@link #start}.
   *
   * @param run letters, digits and dashes that distinguish this run's rooms and users from any
   *     other's
   * @param mostUsers the number of users that fit the limit of open files
   */
  public Swarm(
      String run,
      ChatServer server,
      Schedule schedule,
      DeliveryChecker books,
      Stats stats,
      RandomGenerator random,
      int mostUsers,
      Load load) {
    var calls = new Calls(stats);
    var wording = new MessageGenerator(run);
    var messages = new MessageFrames(wording::intended);
    world =
        new VirtualUser.Context(server, schedule, calls, books, stats, wording, messages, random);
    this.random = random;
    this.mostUsers = mostUsers;
    checkFits(load);
    this.load = load;
    ramp = ArrivalProcess.even(schedule, this::step);
    sends = ArrivalProcess.random(schedule, random, intended -> anyone().send(intended));
    reads = ArrivalProcess.random(schedule, random, intended -> anyone().read(intended));
    settlement = new Settlement(books, stats, users::size);
  }

  private void checkFits(Load wanted) {
    if (wanted.users() > mostUsers) {
      throw new Load.Rejected(
          String.format(
              Locale.ROOT,
              "%s is %d, at most %d users fit the limit of open files (ulimit -n)",
              Load.USERS,
              wanted.users(),
              mostUsers));
    }
  }

  public void start() {
    var schedule = world.schedule();
    schedule.every(
        SWEEP,
        () -> {
          world.calls().sweep(System.nanoTime());
          letLeave(System.nanoTime());
          settlement.look(System.nanoTime());
        });
    schedule.every(Duration.ofSeconds(1), world.stats()::rotate);
    schedule.every(LOG_PERIOD, world.stats().failures()::flush);
    schedule.every(DeliveryChecker.AUDIT_PERIOD, () -> world.books().audit(System.nanoTime()));
    apply();
  }

  public Load load() {
    return load;
  }

  /**
   * Changes the load, and ends the quiet after {@link #quiesce}.
   *
   * @throws Load.Rejected when the users do not fit
   */
  public void setLoad(Load wanted) {
    checkFits(wanted);
    LOG.info("load: {}", wanted.toJson().encode());
    load = wanted;
    settlement.cancel();
    apply();
  }

  /**
   * No more sends, reads, joining and leaving until the next {@link #setLoad}; users stay
   * connected.
   */
  public void quiesce() {
    LOG.info("quiescing");
    ramp.rate(0);
    sends.rate(0);
    reads.rate(0);
    settlement.begin(System.nanoTime());
  }

  /** Whether, since {@link #quiesce}, the books are settled: what is lost is final. */
  public boolean isSettled() {
    return settlement.isDone();
  }

  private void apply() {
    ramp.rate(users.size() == load.users() ? 0 : load.spawnRate());
    adaptRates();
  }

  private void adaptRates() {
    sends.rate(users.size() * load.messagesPerUserPerMinute() / SECONDS_PER_MINUTE);
    reads.rate(users.size() * load.readsPerUserPerMinute() / SECONDS_PER_MINUTE);
  }

  private void step(long intended) {
    if (users.size() < load.users()) {
      join(intended);
    } else if (users.size() > load.users()) {
      rooms.leave();
      var user = users.removeLast();
      user.startLeaving(System.nanoTime());
      leaving.add(user);
      letLeave(System.nanoTime());
    }
    apply();
  }

  private void letLeave(long now) {
    for (var each = leaving.iterator(); each.hasNext(); ) {
      var user = each.next();
      if (user.isReadyToLeave(now)) {
        each.remove();
        user.leave();
      }
    }
  }

  private void join(long intended) {
    var room = world.wording().room(rooms.enter(load.roomSize()));
    var user = new VirtualUser(world, users.size(), room, load.roomSize());
    users.add(user);
    user.proceed(intended);
  }

  private VirtualUser anyone() {
    return users.get(random.nextInt(users.size()));
  }

  /** Makes all users leave; done when their sockets are closed. */
  public Future<Void> close() {
    ramp.rate(0);
    sends.rate(0);
    reads.rate(0);
    var closing =
        Stream.concat(leaving.stream(), users.reversed().stream()).map(VirtualUser::leave).toList();
    leaving.clear();
    users.clear();
    return Future.join(closing).otherwiseEmpty().mapEmpty();
  }
}
