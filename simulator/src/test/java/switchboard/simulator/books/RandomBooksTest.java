package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The books' counts on random streams, compared with those of a list and a set. */
class RandomBooksTest {
  private static final int MESSAGES = 120;

  private final DeliveryChecker books = new DeliveryChecker(0);
  private final Set<Long> acknowledged = new HashSet<>();
  private long lost;
  private long duplicated;
  private long reordered;
  private long delivered;

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  private static Content message(long seq) {
    return Content.of("id-" + seq, "ada", "text");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void countsAreExact(long seed) {
    var random = new Random(seed);
    var members = new ArrayList<Member>();
    var streams = new ArrayList<List<Long>>();
    var starts = new ArrayList<Long>();
    int size = 1 + random.nextInt(8);
    for (int i = 0; i < size; i++) {
      long start = random.nextInt(20);
      var member = books.join("room", size, "", start);
      books.connected(member, 0);
      members.add(member);
      starts.add(start);
      streams.add(stream(random, start));
    }
    books.reached(members.getFirst(), "", MESSAGES);
    for (int i = 0; i < size; i++) {
      expect(streams.get(i), starts.get(i));
    }
    interleave(random, members, streams);

    books.settle(Duration.ofMinutes(1).toNanos());

    assertThat(List.of(books.delivered(), books.lost(), books.duplicated(), books.reordered()))
        .as("delivered, lost, duplicated, reordered with seed %d", seed)
        .containsExactly(delivered, lost, duplicated, reordered);
    assertThat(books.pending()).isZero();
    assertThat(books.undelivered(true)).isZero();
    assertThat(books.renumbered()).isZero();
    assertThat(books.owed())
        .isEqualTo(
            acknowledged.stream()
                .mapToLong(seq -> starts.stream().filter(start -> start < seq).count())
                .sum());
  }

  /** All messages after the start, some lost, some duplicated, some reordered. */
  private static List<Long> stream(Random random, long start) {
    double wrong = random.nextDouble(0.2);
    var stream = new ArrayList<Long>();
    for (long seq = start + 1; seq <= MESSAGES; seq++) {
      if (random.nextDouble() < wrong) {
        continue;
      }
      stream.add(seq);
      if (random.nextDouble() < wrong) {
        stream.add(1 + random.nextLong(seq));
      }
      if (random.nextDouble() < wrong) {
        stream.add(random.nextInt(stream.size()), stream.removeLast());
      }
    }
    return stream;
  }

  private void expect(List<Long> stream, long start) {
    var seen = new HashSet<Long>();
    long highest = 0;
    for (long seq : stream) {
      if (seq <= start || !seen.add(seq)) {
        duplicated++;
        continue;
      }
      delivered++;
      if (seq < highest) {
        reordered++;
      }
      highest = Math.max(highest, seq);
    }
    lost += MESSAGES - start - seen.size();
  }

  private void interleave(Random random, List<Member> members, List<List<Long>> streams) {
    var next = new int[members.size()];
    for (int left = streams.stream().mapToInt(List::size).sum(); left > 0; ) {
      int i = random.nextInt(members.size());
      if (next[i] < streams.get(i).size()) {
        long seq = streams.get(i).get(next[i]);
        next[i]++;
        left--;
        if (random.nextInt(10) == 0 && acknowledged.add(seq)) {
          books.acknowledged(members.get(i), "", seq, message(seq));
        }
        books.delivered(members.get(i), seq, message(seq));
      }
    }
  }
}
