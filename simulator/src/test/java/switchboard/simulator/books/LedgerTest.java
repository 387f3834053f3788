package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the ledger knows, and what it forgets. */
class LedgerTest {
  private static final int SIZE = 2;

  private final List<Entry> dropped = new ArrayList<>();
  private final Ledger ledger = new Ledger(SIZE, dropped::add);

  private Entry add(long id, long whole, long seq) {
    var entry = new Entry(new Content(id, whole), 0, seq, 0);
    ledger.add(entry);
    return entry;
  }

  private Entry find(long id, long whole, long seq) {
    return ledger.find(0, seq, new Content(id, whole));
  }

  @Test
  void newestThatAreClosedAreKnownAndOlderOnesForgotten() {
    var first = add(1, 1, 1);
    var second = add(2, 2, 2);
    var third = add(3, 3, 3);
    assertThat(dropped).isEmpty();

    ledger.close(first);
    ledger.close(second);
    ledger.close(third);

    assertThat(dropped).containsExactly(first);
    assertThat(ledger.find(1)).isNull();
    assertThat(ledger.find(2)).isSameAs(second);
    add(4, 4, 4);
    assertThat(dropped).containsExactly(first, second);
    assertThat(ledger.find(2)).isNull();
    assertThat(ledger.find(3)).isSameAs(third);
  }

  @Test
  void closedOneHoldsNoOthersInMemory() {
    add(1, 1, 1);
    var second = add(2, 2, 2);
    add(3, 3, 3);

    ledger.close(second);

    assertThat(second.older).isNull();
    assertThat(second.newer).isNull();
  }

  @Test
  void contentsOfOneIdAreForgottenOneByOne() {
    var first = add(1, 10, 1);
    var second = add(1, 20, 2);
    var third = add(1, 30, 3);
    var fourth = add(1, 40, 4);

    ledger.close(second);
    assertThat(find(1, 20, 9)).isNull();
    assertThat(find(1, 10, 9)).isSameAs(first);
    assertThat(find(1, 30, 9)).isSameAs(third);

    ledger.close(first);
    assertThat(find(1, 10, 9)).isNull();
    assertThat(find(1, 30, 9)).isSameAs(third);
    assertThat(find(1, 40, 9)).isSameAs(fourth);

    add(5, 50, 6);
    ledger.close(fourth);
    assertThat(find(1, 40, 9)).isNull();
    assertThat(find(1, 30, 9)).isSameAs(third);
    assertThat(ledger.find(1)).isSameAs(third);

    add(6, 60, 5);
    ledger.close(third);
    assertThat(ledger.find(1)).isNull();
    assertThat(dropped).containsExactly(second, first, fourth, third);
  }
}
