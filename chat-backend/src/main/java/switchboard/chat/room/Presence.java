package switchboard.chat.room;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Counts the members that each room has on all replicas together. Soft state: each replica
 * announces its own counts, changes soon and everything from time to time, and forgets a replica
 * that it has not heard from for three full announcements. With each announcement, once a second,
 * it says how many sockets it has, while it is ready.
 *
 * <p>Nothing here grows with the pace of joining: changes wait for the next announcement, and a
 * room is notified at most once a second, and only of a count that it does not know yet.
 */
public final class Presence {
  private static final long CHANGES_MILLIS = 1_000;
  private static final int CHANGES_PER_FULL = 5;
  private static final long FORGET_NANOS =
      TimeUnit.MILLISECONDS.toNanos(3 * CHANGES_PER_FULL * CHANGES_MILLIS);
  private static final long TELL_MILLIS = 1_000;

  /** Two announcements that did not come: the replica has ended, or hangs. */
  private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

  private final Vertx vertx;
  private final Consumer<String> announce;
  private final Runnable renewListening;

  /**
   * Names this process: replicas may share a name, and one that was started again starts from
   * nothing.
   */
  private final String self = UUID.randomUUID().toString();

  private final Map<String, Integer> local = new HashMap<>();
  private final Map<String, Remote> remotes = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  /**
   * For each room with local members: when they were last notified, and whether they are about to
   * be.
   */
  private final Map<String, Notification> tellings = new HashMap<>();

  private BiConsumer<String, Integer> tell = (room, online) -> {};
  private IntSupplier sockets = () -> 0;
  private boolean leaving;
  private long timer = -1;
  private int ticks;
  private boolean fullDue = true;
  private long echoNanos = System.nanoTime();

  private static final class Remote {
    final Map<String, Integer> counts = new HashMap<>();
    long heardNanos;

    /** Empty when it does not say: it is about to end, or of an earlier version. */
    OptionalInt sockets = OptionalInt.empty();

    /** One that has ended has no members any more. */
    boolean hasMembersAndDoesNotSayIt() {
      return sockets.isEmpty() && !counts.isEmpty();
    }
  }

  private static final class Notification {
    long lastNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(TELL_MILLIS);
    boolean due;

    /** The count that all its local members know. */
    OptionalInt told = OptionalInt.empty();
  }

  /**
   * Starts with no member anywhere.
   *
   * @param announce sends a text to all replicas, this one included
   * @param renewListening is called when announcements seem not to arrive any more
   */
  public Presence(Vertx vertx, Consumer<String> announce, Runnable renewListening) {
    this.vertx = vertx;
    this.announce = announce;
    this.renewListening = renewListening;
  }

  /**
   * Begins to announce.
   *
   * @param open how many sockets this replica has
   * @param teller notifies the members of a room on this replica of how many are online
   */
  public void start(IntSupplier open, BiConsumer<String, Integer> teller) {
    sockets = open;
    tell = teller;
    timer = vertx.setPeriodic(CHANGES_MILLIS, timer -> tick());
  }

  /** Sets how many members a room has on this replica. */
  void localCount(String room, int count) {
    if (count == 0) {
      local.remove(room);
      tellings.remove(room);
    } else {
      local.put(room, count);
      // New members have not been notified of any count.
      tellings.computeIfAbsent(room, unknown -> new Notification()).told = OptionalInt.empty();
    }
    changed.add(room);
    scheduleBroadcast(room);
  }

  /** Takes the counts that a replica has announced. */
  public void onAnnouncement(String announcement) {
    var document = new JsonObject(announcement);
    var replica = document.getString("replica");
    long now = System.nanoTime();
    if (replica.equals(self)) {
      echoNanos = now;
      return;
    }
    var remote = remotes.get(replica);
    if (remote == null) {
      remote = new Remote();
      remotes.put(replica, remote);
      // A new replica knows nothing of this one yet.
      fullDue = true;
    }
    remote.heardNanos = now;
    var open = document.getInteger("sockets");
    remote.sockets = open == null ? OptionalInt.empty() : OptionalInt.of(open);
    var affected = new HashSet<String>();
    if (document.getBoolean("full")) {
      affected.addAll(remote.counts.keySet());
      remote.counts.clear();
    }
    var rooms = document.getJsonObject("rooms");
    for (var room : rooms.fieldNames()) {
      affected.add(room);
      int count = rooms.getInteger(room);
      if (count == 0) {
        remote.counts.remove(room);
      } else {
        remote.counts.put(room, count);
      }
    }
    affected.forEach(this::scheduleBroadcast);
  }

  /**
   * Announces to the others that this replica takes no members any more: they are about to move.
   */
  public void leave() {
    leaving = true;
    tick();
  }

  /**
   * Announces to the others, as its last word, that this replica has no members any more and takes
   * none.
   */
  public void stop() {
    vertx.cancelTimer(timer);
    local.clear();
    announce.accept(announcement(true, Set.of()).encode());
  }

  /**
   * How many sockets each of the other replicas has that are ready, and were heard just now. Empty
   * while one of them moves its members away, whom the others are about to get; or is of a version
   * that does not say it, and users would be sent there, too.
   */
  public List<Integer> socketsElsewhere() {
    return heard().anyMatch(Remote::hasMembersAndDoesNotSayIt)
        ? List.of()
        : heard().flatMapToInt(remote -> remote.sockets.stream()).boxed().toList();
  }

  /** Whether another replica is ready, and was heard just now. */
  public boolean othersTakeMembers() {
    return heard().anyMatch(remote -> remote.sockets.isPresent());
  }

  private Stream<Remote> heard() {
    long now = System.nanoTime();
    return remotes.values().stream().filter(remote -> now - remote.heardNanos <= SILENT_NANOS);
  }

  int online(String room) {
    int online = local.getOrDefault(room, 0);
    for (var remote : remotes.values()) {
      online += remote.counts.getOrDefault(room, 0);
    }
    return online;
  }

  private void tick() {
    ticks++;
    long now = System.nanoTime();
    if (ticks % CHANGES_PER_FULL == 0) {
      fullDue = true;
      forgetSilent(now);
      if (now - echoNanos > FORGET_NANOS) {
        echoNanos = now;
        renewListening.run();
      }
    }
    var announcement = fullDue ? announcement(true, local.keySet()) : announcement(false, changed);
    if (!leaving) {
      announcement.put("sockets", sockets.getAsInt());
    }
    announce.accept(announcement.encode());
    fullDue = false;
    changed.clear();
  }

  private JsonObject announcement(boolean full, Set<String> rooms) {
    var counts = new JsonObject();
    rooms.forEach(room -> counts.put(room, local.getOrDefault(room, 0)));
    return new JsonObject().put("replica", self).put("full", full).put("rooms", counts);
  }

  private void forgetSilent(long now) {
    remotes
        .values()
        .removeIf(
            remote -> {
              var silent = now - remote.heardNanos > FORGET_NANOS;
              if (silent) {
                remote.counts.keySet().forEach(this::scheduleBroadcast);
              }
              return silent;
            });
  }

  private void scheduleBroadcast(String room) {
    var telling = tellings.get(room);
    if (telling == null || telling.due) {
      return;
    }
    telling.due = true;
    long sinceMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - telling.lastNanos);
    vertx.setTimer(
        Math.max(1, TELL_MILLIS - sinceMillis),
        timer -> {
          telling.due = false;
          var online = OptionalInt.of(online(room));
          if (!online.equals(telling.told)) {
            telling.lastNanos = System.nanoTime();
            telling.told = online;
            tell.accept(room, online.getAsInt());
          }
        });
  }
}
