package switchboard.simulator.books;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The judge of the delivery promise: every message of a room reaches every member from the number
 * after the one at which the member began, once, in order, with the content that was acknowledged.
 *
 * <p>A message that arrives after a later one is reordered, one that arrives twice (under its
 * number, or under two numbers) is duplicated, one that a member gets with another content is lost.
 * One that does not arrive is pending until it is given up as lost: a gap, by the audit after the
 * next one; what is still to come at the end of a room, only after {@link #PATIENCE} on one socket,
 * because a frozen server delivers late but does deliver; and everything when the books are
 * settled. What arrives after it was given up stays lost.
 *
 * <p>Memory: per room a window of eight messages per member (16 to 4096), per member a few numbers,
 * and 64 ranges at most where there are gaps. Confined to the event loop; times are {@link
 * System#nanoTime()}.
 */
public final class Books {
  /** How often {@link #audit} is to be called. */
  public static final Duration AUDIT_PERIOD = Duration.ofSeconds(10);

  /** How long a connected member may wait for a room's newest messages while the load goes on. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A member who has only just connected is not given up when the books are settled. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(3);

  private static final long AUDITS_PER_TAIL = PATIENCE.dividedBy(AUDIT_PERIOD);

  private final Map<String, RoomBook> rooms = new HashMap<>();
  private final Tally tally = new Tally();
  private long audits;
  private long lastTailAudit;

  public Books(long now) {
    lastTailAudit = now;
  }

  /**
   * A user enters a room whose last number is {@code lastSeq}, and is owed all after it. The first
   * one's {@code roomSize} sizes the window.
   */
  public Member join(String room, int roomSize, long lastSeq) {
    RoomBook book = rooms.computeIfAbsent(room, name -> new RoomBook(name, roomSize, tally));
    Member member = new Member(book, lastSeq);
    book.members().add(member);
    book.reached(lastSeq);
    return member;
  }

  /** The member is owed nothing more; a room without members is forgotten. */
  public void leave(Member member) {
    RoomBook book = member.room();
    member.disconnected();
    book.members().remove(member);
    if (book.members().isEmpty()) {
      book.window().settle();
      rooms.remove(book.name());
    }
  }

  public void connected(Member member, long now) {
    member.connected(now);
  }

  public void disconnected(Member member) {
    member.disconnected();
  }

  /** Something other than a message says how far the room has got. */
  public void reached(Member member, long lastSeq) {
    member.room().reached(lastSeq);
  }

  /** A sender was told that the message has this number. */
  public void acknowledged(Member sender, long seq, Content content) {
    sender.room().reached(seq);
    sender.room().window().acknowledged(seq, content);
  }

  /**
   * A member was given a message. Returns whether it counts as delivered: once, and as it should
   * be.
   */
  public boolean delivered(Member member, long seq, Content content) {
    RoomBook room = member.room();
    Member.Arrival arrival = member.receive(seq);
    room.reached(seq);
    switch (arrival) {
      case AGAIN -> tally.duplicated++;
      case GIVEN_UP -> {
        // Its verdict stands.
      }
      case FIRST, AFTER_A_LATER_ONE -> {
        tally.lost += member.trim();
        return judge(arrival, room.window().delivered(seq, content, member.start()));
      }
    }
    return false;
  }

  private boolean judge(Member.Arrival arrival, Window.Match match) {
    switch (match) {
      case SAME -> {
        tally.delivered++;
        if (arrival == Member.Arrival.AFTER_A_LATER_ONE) {
          tally.reordered++;
        }
        return true;
      }
      case SAME_MESSAGE_UNDER_AN_EARLIER_NUMBER -> tally.duplicated++;
      case DIFFERENT -> {
        // The window counts it once the content is certain.
      }
    }
    return false;
  }

  /** To be called every {@link #AUDIT_PERIOD}: gives up what will not come any more. */
  public void audit(long now) {
    audits++;
    boolean tails = audits % AUDITS_PER_TAIL == 0;
    for (RoomBook room : rooms.values()) {
      long mark = tails ? room.mark() : 0;
      for (Member member : room.members()) {
        tally.lost += member.audit();
        if (tails && member.isConnectedSince(lastTailAudit)) {
          tally.lost += member.giveUp(mark);
        }
      }
    }
    if (tails) {
      lastTailAudit = now;
    }
  }

  /**
   * The end: what a connected member has not got by now is lost. Users who are not connected stay
   * pending.
   */
  public void settle(long now) {
    for (RoomBook room : rooms.values()) {
      room.window().settle();
      for (Member member : room.members()) {
        if (member.isConnectedSince(now - CATCHING_UP.toNanos())) {
          tally.lost += member.giveUp(room.highest());
        }
      }
    }
  }

  /** Deliveries that are owed to members, connected or not, and neither received nor given up. */
  public long pending() {
    long pending = 0;
    for (RoomBook room : rooms.values()) {
      for (Member member : room.members()) {
        pending += member.pending(room.highest());
      }
    }
    return pending;
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
}
