package switchboard.console.platform.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The witnesses' judgement: it must see what the system, one hopes, never does. */
class ProbeRecordTest {
  private static final Entry ONE = new Entry(1, "a", "ada", "hi");
  private static final Entry TWO = new Entry(2, "b", "bob", "ho");
  private static final Entry THREE = new Entry(3, "c", "ada", "hu");
  private static final RoomLog LOG = log(ONE, TWO, THREE);

  private static RoomLog log(Entry... entries) {
    return new RoomLog("room", Arrays.asList(entries));
  }

  private static List<String> contradictionsOf(long start, Entry... received) {
    return new ProbeRecord("room", start, Arrays.asList(received), List.of(), List.of(), 0)
        .contradictions(LOG);
  }

  private static List<String> contradictionsOfAcknowledged(Entry entry) {
    return new ProbeRecord("room", 3, List.of(), List.of(entry), List.of(), 0).contradictions(LOG);
  }

  @Test
  void everythingAfterTheStartOnceInOrderIsAsPromised() {
    assertThat(contradictionsOf(0, ONE, TWO, THREE)).isEmpty();
    assertThat(contradictionsOf(1, TWO, THREE)).isEmpty();
    assertThat(contradictionsOfAcknowledged(TWO)).isEmpty();
    assertThat(LOG.flaws()).isEmpty();
  }

  @Test
  void missingDoubledSwappedAndChangedMessagesAreSeen() {
    assertThat(contradictionsOf(0, ONE, THREE)).singleElement().asString().contains("seq=2");
    assertThat(contradictionsOf(0, ONE, TWO)).singleElement().asString().contains("nothing more");
    assertThat(contradictionsOf(0, ONE, TWO, TWO, THREE)).hasSize(1);
    assertThat(contradictionsOf(0, TWO, ONE, THREE)).hasSize(1);
    assertThat(contradictionsOf(2, TWO, THREE)).hasSize(1);
    assertThat(contradictionsOf(1, new Entry(2, "b", "bob", "h?"), THREE)).hasSize(1);
  }

  @Test
  void acknowledgementOfWhatTheLogDoesNotHoldIsSeen() {
    assertThat(contradictionsOfAcknowledged(new Entry(3, "b", "bob", "ho"))).hasSize(1);
    assertThat(contradictionsOfAcknowledged(new Entry(4, "d", "ada", "he"))).hasSize(1);
  }

  @Test
  void gapAndDoubleInTheLogAreSeen() {
    assertThat(log(ONE, THREE).flaws()).hasSize(1);
    assertThat(log(ONE, TWO, new Entry(3, "b", "bob", "ho")).flaws()).hasSize(1);
  }
}
