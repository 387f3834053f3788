package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Acknowledged × audience with a store that is cut again and again, users who come and go, and
 * deliveries that are left out: the books' counts, compared with those of two sets of pairs.
 */
class RandomEpochsTest {
  private static final int STEPS = 3_000;
  private static final String ROOM = "room";

  private final DeliveryChecker books = new DeliveryChecker(0);
  private final List<User> users = new ArrayList<>();

  /** The present epoch's messages, of which those at the beginning may be of earlier ones. */
  private final List<Sent> stored = new ArrayList<>();

  private final Deque<Sent> unacknowledged = new ArrayDeque<>();
  private final Set<String> owed = new HashSet<>();
  private final Set<String> delivered = new HashSet<>();
  private int messages;
  private int epochs;
  private int names;
  private long duplicated;
  private long wentWithout;

  private record Sent(int number, String epoch, long seq) {
    Content content() {
      return Content.of("id-" + number, "ada", "text");
    }
  }

  /** What comes to a user, in order: a message, or the reset before it. */
  private record Event(Sent message, String epoch, long after) {}

  private static final class User {
    final int name;
    final int start;
    final Member member;
    final Deque<Event> coming = new ArrayDeque<>();

    User(int name, int start, Member member) {
      this.name = name;
      this.start = start;
      this.member = member;
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyDeliveryThatIsOwedIsAccountedFor(long seed) {
    var random = new Random(seed);
    double left = random.nextDouble(0.1);
    for (int i = 0; i < STEPS; i++) {
      switch (random.nextInt(12)) {
        case 0 -> join(random);
        case 1, 2 -> send();
        case 3, 4, 5 -> acknowledge();
        default -> deliver(random, left);
      }
      if (random.nextInt(200) == 0) {
        // What is given up is remembered until the next cut but one.
        unacknowledged.stream()
            .filter(sent -> !sent.epoch().equals(epoch()))
            .toList()
            .forEach(sent -> acknowledge());
        cut(random);
      }
    }
    acknowledgeAll();
    for (var user : users) {
      while (!user.coming.isEmpty()) {
        next(user, random, left);
      }
    }
    books.settle(Duration.ofMinutes(1).toNanos());

    var missing = new HashSet<String>(owed);
    missing.removeAll(delivered);
    assertThat(books.owed()).as("owed").isEqualTo(owed.size());
    assertThat(books.delivered()).as("delivered").isEqualTo(delivered.size());
    assertThat(books.lost() + books.abandoned()).as("missing").isEqualTo(missing.size());
    assertThat(books.abandoned()).as("abandoned").isLessThanOrEqualTo(wentWithout);
    assertThat(books.duplicated()).as("duplicated").isEqualTo(duplicated);
    assertThat(books.renumbered()).as("renumbered").isZero();
    assertThat(books.pending()).as("pending").isZero();
    assertThat(books.undelivered(true)).as("undelivered").isZero();
  }

  private String epoch() {
    return "e" + epochs;
  }

  private void join(Random random) {
    if (users.size() < 4) {
      var member = books.join(ROOM, 4, epoch(), stored.size());
      books.connected(member, 0);
      users.add(new User(names++, messages, member));
    } else if (random.nextInt(10) == 0) {
      // A number that was skipped is lost also when it is acknowledged after its user has left.
      acknowledgeAll();
      var user = users.remove(random.nextInt(users.size()));
      wentWithout +=
          owed.stream()
              .filter(pair -> pair.startsWith(user.name + " ") && !delivered.contains(pair))
              .count();
      books.leave(user.member);
    }
  }

  private void send() {
    if (users.isEmpty()) {
      return;
    }
    var sent = new Sent(messages++, epoch(), stored.size() + 1L);
    stored.add(sent);
    unacknowledged.add(sent);
    users.forEach(user -> user.coming.add(new Event(sent, null, 0)));
  }

  private void acknowledge() {
    var sent = unacknowledged.poll();
    if (sent != null && !users.isEmpty()) {
      books.acknowledged(users.getFirst().member, sent.epoch(), sent.seq(), sent.content());
      for (var user : users) {
        if (user.start <= sent.number()) {
          owed.add(user.name + " " + sent.number());
        }
      }
    }
  }

  private void acknowledgeAll() {
    while (!unacknowledged.isEmpty()) {
      acknowledge();
    }
  }

  private void deliver(Random random, double left) {
    if (!users.isEmpty()) {
      next(users.get(random.nextInt(users.size())), random, left);
    }
  }

  private void next(User user, Random random, double left) {
    var event = user.coming.poll();
    if (event == null) {
      return;
    }
    if (event.message() == null) {
      books.reset(user.member, event.epoch(), event.after());
    } else if (random.nextDouble() >= left) {
      var message = event.message();
      books.delivered(user.member, message.seq(), message.content());
      delivered.add(user.name + " " + message.number());
      if (random.nextDouble() < left) {
        books.delivered(user.member, message.seq(), message.content());
        duplicated++;
      }
    }
  }

  /** Some of the newest messages go, and with them some of what was on its way to users. */
  private void cut(Random random) {
    int survived = random.nextInt(2) == 0 ? 0 : stored.size() - random.nextInt(stored.size() + 1);
    stored.subList(survived, stored.size()).clear();
    epochs++;
    for (var user : users) {
      for (int gone = random.nextInt(user.coming.size() + 1); gone > 0; gone--) {
        if (user.coming.getLast().message() == null) {
          break;
        }
        user.coming.removeLast();
      }
      user.coming.add(new Event(null, epoch(), survived));
    }
    // Reported at once: epochs are ordered by when they are first reported.
    while (!users.isEmpty() && !users.getFirst().coming.isEmpty()) {
      next(users.getFirst(), random, 0);
    }
  }
}
