package switchboard.simulator.books;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks the delivery promise: every acknowledged message of a room reaches every user who was in
 * the room before it, once, in order, under one number, with the content that was acknowledged.
 *
 * <p>What acknowledged messages owe is counted when they are acknowledged, user by user, and each
 * of these deliveries ends in one of three ways: delivered, lost, or abandoned with a user who left
 * while it could not be connected. What is none of these yet is pending. A message that arrives
 * after a later one is reordered, one that arrives again is duplicated, one that stands under two
 * numbers, or another one under its number, is renumbered. Numbers are dense: one that is skipped
 * counts as lost as well, acknowledged or not.
 *
 * <p>A delivery is given up as lost: a gap, by the audit after the next one; what is still to come
 * at the end of a room, only after {@link #TIMEOUT} on one socket, because a frozen server delivers
 * late but does deliver; what an epoch that has ended still owed to a user, when that user learns
 * of the next; and everything when the books are settled. A delivery that arrives after it was
 * given up stays lost.
 *
 * <p>Memory: about 200 bytes for each message that is not acknowledged yet or not delivered to all
 * whom it is owed to; 150 bytes for each of the newest four per member (32 to 4096) of a room; per
 * member a few numbers, and 64 ranges at most where there are gaps. It does not grow with history.
 * Confined to the event loop; times are {@link System#nanoTime()}.
 */
public final class DeliveryChecker {
  /** How often {@link #audit} is to be called. */
  public static final Duration AUDIT_PERIOD = Duration.ofSeconds(10);

  /** How long a connected member may wait for a room's newest messages while the load goes on. */
  public static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** A member who has only just connected is not given up when the books are settled. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(3);

  private static final long AUDITS_PER_TAIL = TIMEOUT.dividedBy(AUDIT_PERIOD);

  /**
   * A message that is not acknowledged within this many audits never will be: no request takes that
   * long.
   */
  private static final int AUDITS_UNTIL_CERTAIN = 3;

  private final Map<String, RoomRecord> rooms = new HashMap<>();
  private final Map<String, Integer> epochs = new HashMap<>();
  private final Tally tally = new Tally();
  private final OwedDeliveries deliveries = new OwedDeliveries(tally);
  private final PageCheck pages = new PageCheck(this::renumbered);
  private int audits;
  private int auditsAtLastTail;
  private long lastTailAudit;
  private long acknowledgements;

  public DeliveryChecker(long now) {
    lastTailAudit = now;
  }

  private RoomEpoch epoch(RoomRecord room, String name) {
    return room.epoch(name, ordinal(name));
  }

  private int ordinal(String epoch) {
    return epochs.computeIfAbsent(epoch, unknown -> epochs.size());
  }

  /**
   * A user enters a room whose last number is {@code lastSeq}, and is owed all after it. The first
   * one's {@code roomSize} sizes the window.
   */
  public Member join(String room, int roomSize, String epoch, long lastSeq) {
    var book = rooms.computeIfAbsent(room, name -> new RoomRecord(name, roomSize));
    var at = epoch(book, epoch);
    at.reached(lastSeq);
    return book.join(at, lastSeq);
  }

  /** The user is about to leave: from now on it is owed no more than it is owed already. */
  public void leaving(Member member) {
    var newest = member.roomEpoch();
    var room = member.room();
    long last = newest.highest();
    if (room.newestEpoch() != null && room.newestEpoch().ordinal() >= newest.ordinal()) {
      last =
          room.newestEpoch().equals(newest) ? Math.max(last, room.newestSeq()) : room.newestSeq();
      newest = room.newestEpoch();
    }
    member.leaving(newest.ordinal(), last);
  }

  /** How many deliveries the member is owed and may still get. */
  public long pending(Member member) {
    return deliveries.pending(member);
  }

  /**
   * Gives up the deliveries that a member who has been connected for some time has not received.
   */
  public void giveUp(Member member, long now) {
    if (member.isConnectedSince(now - CATCHING_UP.toNanos())) {
      deliveries.loseAll(member);
    }
  }

  /** The user has left. What it is still owed is abandoned. A room without members is forgotten. */
  public void leave(Member member) {
    var room = member.room();
    member.disconnected();
    deliveries.abandon(member);
    room.leave(member);
    if (room.members().isEmpty()) {
      settleRivals(room);
      rooms.remove(room.name());
    }
  }

  public void connected(Member member, long now) {
    member.connected(now);
  }

  public void disconnected(Member member) {
    member.disconnected();
  }

  /** The server says how far a room has got in an epoch. */
  public void reached(Member member, String epoch, long lastSeq) {
    epoch(member.room(), epoch).reached(lastSeq);
  }

  /**
   * The member's socket goes on after a number of an epoch. Missing messages of an earlier one
   * cannot come any more.
   */
  public void reset(Member member, String epoch, long after) {
    var room = member.room();
    var from = member.roomEpoch();
    var to = epoch(room, epoch);
    to.reached(after);
    if (to.ordinal() >= from.ordinal()) {
      deliveries.giveUp(member, after);
    }
    if (to.ordinal() > from.ordinal()) {
      to.goesOnAfter(after);
      deliveries.loseWhatEnded(member, to, after);
    }
    member.enter(to, after);
  }

  /** A message was acknowledged to its sender under this number. */
  public void acknowledged(Member sender, String epoch, long seq, Content content) {
    // The sender may have left, the room may have been forgotten, and others may have entered it
    // since.
    var room = rooms.getOrDefault(sender.room().name(), sender.room());
    var at = epoch(room, epoch);
    var entry = room.ledger().find(at.ordinal(), seq, content);
    if (entry == null) {
      entry = add(room, at, seq, content);
      if (at.hasDropped(seq)) {
        renumbered(entry);
      }
    } else if (entry.seq != seq || !room.isSame(entry.epoch, at.ordinal(), seq)) {
      renumbered(entry);
    }
    acknowledgements++;
    room.acknowledged(at, seq);
    if (!entry.isAcknowledged()) {
      owe(room, at, seq, entry);
    }
  }

  private void owe(RoomRecord room, RoomEpoch at, long seq, Entry entry) {
    var other = room.ledger().other(entry);
    if (entry.strayed || (other != null && other.id != entry.id && !other.renumbered)) {
      renumbered(entry);
    }
    if (entry.rival != null) {
      entry.rival.rival = null;
      entry.rival = null;
    }
    entry.acknowledgement = acknowledgements;
    entry.since = audits;
    var owed = room.audience(at.ordinal(), seq);
    tally.owed += owed.cardinality();
    if (!entry.isOpen()) {
      return;
    }
    var had = entry.members;
    had.and(owed);
    tally.owedAndDelivered += had.cardinality();
    owed.andNot(had);
    entry.members = owed;
    settleWhatCannotCome(room, at, seq, entry);
    room.ledger().closeIfSettled(entry);
  }

  private void settleWhatCannotCome(RoomRecord room, RoomEpoch at, long seq, Entry entry) {
    var owed = entry.members;
    for (int slot = owed.nextSetBit(0); slot >= 0; slot = owed.nextSetBit(slot + 1)) {
      var member = room.inSlot(slot);
      if (member.hasGivenUp(at.ordinal(), seq)) {
        // It was counted as lost by its number.
        tally.owedAndLost++;
        owed.clear(slot);
      } else if (member.roomEpoch().ordinal() > at.ordinal()) {
        tally.lost++;
        tally.owedAndLost++;
        owed.clear(slot);
      }
    }
  }

  private Entry add(RoomRecord room, RoomEpoch at, long seq, Content content) {
    var entry = new Entry(content, at.ordinal(), seq, audits);
    var there = room.ledger().at(at.ordinal(), seq);
    room.ledger().add(entry);
    if (there != null) {
      there.contested = true;
      entry.contested = true;
      if (there.isAcknowledged()) {
        if (there.id != entry.id) {
          renumbered(there);
        }
      } else if (there.isOpen()) {
        entry.rival = there;
        there.rival = entry;
      }
    }
    return entry;
  }

  private void renumbered(Entry entry) {
    if (!entry.renumbered) {
      entry.renumbered = true;
      tally.renumbered++;
    }
  }

  /**
   * A member was given a message, in the epoch of its socket. Returns whether it counts as
   * delivered: once, and as it should be.
   */
  public boolean delivered(Member member, long seq, Content content) {
    var room = member.room();
    var at = member.roomEpoch();
    var arrival = member.receive(seq);
    at.reached(seq);
    while (member.hasTooManyGaps()) {
      deliveries.giveUpGaps(member, member.firstGapEnd());
    }
    if (arrival == Member.Arrival.GIVEN_UP) {
      // Its verdict is final.
      return false;
    }
    var entry = entryOf(room, at, seq, content);
    if (!isFirst(member, entry, at, seq, arrival)) {
      tally.duplicated++;
      return false;
    }
    tally.delivered++;
    if (arrival == Member.Arrival.AFTER_A_LATER_ONE) {
      tally.reordered++;
    }
    return true;
  }

  private Entry entryOf(RoomRecord room, RoomEpoch at, long seq, Content content) {
    var entry = room.ledger().find(at.ordinal(), seq, content);
    if (entry == null) {
      return add(room, at, seq, content);
    }
    if (!entry.stands(at.ordinal(), seq)) {
      foundElsewhere(room, entry, at, seq);
    }
    return entry;
  }

  /**
   * The next socket of a member who moves brings a message that the former one has brought. That is
   * no delivery and no duplicate, if it is the same message. Returns false, and does nothing, when
   * the member does not have it, or has another one under its number: then it is {@link #delivered}
   * like any other.
   */
  public boolean repeated(Member member, long seq, Content content) {
    if (member.lacks(seq) || isAnother(member.room(), member.roomEpoch(), seq, content)) {
      return false;
    }
    var _ = entryOf(member.room(), member.roomEpoch(), seq, content);
    return true;
  }

  /** Whether only a message of other content is known under this number. */
  private static boolean isAnother(RoomRecord room, RoomEpoch at, long seq, Content content) {
    var known = room.ledger().find(at.ordinal(), seq, content);
    return (known == null || !known.stands(at.ordinal(), seq))
        && room.ledger().at(at.ordinal(), seq) != null;
  }

  private void foundElsewhere(RoomRecord room, Entry entry, RoomEpoch at, long seq) {
    if (entry.seq == seq && room.isSame(entry.epoch, at.ordinal(), seq)) {
      return;
    }
    if (entry.isAcknowledged()) {
      renumbered(entry);
    } else {
      entry.strayed = true;
    }
  }

  /** Notes that the member has the message; whether it is the first time. */
  private boolean isFirst(
      Member member, Entry entry, RoomEpoch at, long seq, Member.Arrival arrival) {
    if (entry.isOwedTo(member)) {
      deliveries.delivered(entry, member);
      return true;
    }
    var known = arrival == Member.Arrival.AGAIN;
    if (!entry.isAcknowledged() && entry.isOpen()) {
      known |= entry.members.get(member.slot());
      entry.members.set(member.slot());
    } else if (!entry.stands(at.ordinal(), seq)) {
      known |= member.isOwed(entry.epoch, entry.seq);
    }
    return !known;
  }

  /** Gives up deliveries that will not come any more; to be called every {@link #AUDIT_PERIOD}. */
  public void audit(long now) {
    audits++;
    var tails = audits % AUDITS_PER_TAIL == 0;
    for (var room : rooms.values()) {
      closeUnacknowledged(room);
      for (var member : room.members()) {
        deliveries.giveUpGaps(member, member.auditMark());
      }
      if (tails) {
        auditTails(room);
      }
    }
    if (tails) {
      lastTailAudit = now;
      auditsAtLastTail = audits;
    }
  }

  private void auditTails(RoomRecord room) {
    var marks = room.marks();
    for (var member : room.members()) {
      if (member.isConnectedSince(lastTailAudit)) {
        deliveries.giveUp(member, Math.min(marks.get(member.roomEpoch()), member.owedUpTo()));
        deliveries.loseBefore(member, auditsAtLastTail);
      }
    }
  }

  private void closeUnacknowledged(RoomRecord room) {
    room.ledger()
        .forEachOpen(
            entry -> {
              if (!entry.isAcknowledged() && audits - entry.since >= AUDITS_UNTIL_CERTAIN) {
                settleRival(entry);
                room.ledger().close(entry);
              }
            });
  }

  /**
   * Of contents that were not acknowledged, the one that fewer members received is the wrong one.
   */
  private void settleRival(Entry entry) {
    var rival = entry.rival;
    if (rival != null) {
      tally.lost += Math.min(had(entry), had(rival));
      rival.rival = null;
      entry.rival = null;
    }
  }

  private static int had(Entry unacknowledged) {
    return unacknowledged.members.cardinality() + unacknowledged.gone;
  }

  private void settleRivals(RoomRecord room) {
    room.ledger().forEachOpen(this::settleRival);
  }

  /**
   * Settles the books: what a connected member has not received by now is lost. Users who are not
   * connected stay pending.
   */
  public void settle(long now) {
    for (var room : rooms.values()) {
      settleRivals(room);
      for (var member : room.members()) {
        giveUp(member, now);
      }
    }
  }

  /** A page of a room's newest messages is asked for. */
  public Reading reading(String room) {
    var book = rooms.get(room);
    return book == null
        ? new Reading(null, null, 0, acknowledgements)
        : new Reading(book, book.newestEpoch(), book.newestSeq(), acknowledgements);
  }

  /**
   * The page is there. Returns what is wrong with it, or null.
   *
   * @param limit how many messages were asked for
   */
  public String read(Reading asked, Page page, int limit) {
    var wrong = pages.check(asked, page, ordinal(page.epoch()), limit);
    if (wrong != null) {
      tally.wrongPages++;
    }
    return wrong;
  }

  /**
   * Deliveries that are owed to members, connected or not, and neither received nor given up; also
   * of messages that are known by their number alone.
   */
  public long pending() {
    return rooms.values().stream().mapToLong(deliveries::pending).sum();
  }

  /** Deliveries that acknowledged messages owe to users: acknowledged × audience. */
  public long owed() {
    return tally.owed;
  }

  /**
   * By how much the deliveries that are owed differ from those that were delivered, lost or
   * abandoned. What is outstanding is found message by message and not by that difference, so this
   * is 0 only when no message was forgotten.
   *
   * @param settled whether nothing may be outstanding any more
   */
  public long undelivered(boolean settled) {
    long outstanding = 0;
    if (!settled) {
      for (var room : rooms.values()) {
        outstanding += room.ledger().outstanding();
      }
    }
    return Math.abs(
        tally.owed - tally.owedAndDelivered - tally.owedAndLost - tally.abandoned - outstanding);
  }

  public long delivered() {
    return tally.delivered;
  }

  public long lost() {
    return tally.lost;
  }

  public long duplicated() {
    return tally.duplicated;
  }

  public long reordered() {
    return tally.reordered;
  }

  /** Messages, each counted once. */
  public long renumbered() {
    return tally.renumbered;
  }

  /** Deliveries owed to users who left while they could not be connected. */
  public long abandoned() {
    return tally.abandoned;
  }

  /** Pages of history that were not ascending, not dense, or missed an acknowledged message. */
  public long wrongPages() {
    return tally.wrongPages;
  }
}
