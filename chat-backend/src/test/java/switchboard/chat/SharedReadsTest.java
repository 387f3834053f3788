package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharedReadsTest {
  private final List<Promise<String>> started = new ArrayList<>();
  private final SharedReads<String, String> reads =
      new SharedReads<>(
          key -> {
            started.add(Promise.promise());
            return started.getLast().future();
          });

  @Test
  void requestsDuringAReadShareTheNextOne() {
    Future<String> first = reads.read("room");
    Future<String> second = reads.read("room");
    Future<String> third = reads.read("room");
    assertThat(started).hasSize(1);

    started.getFirst().complete("old");
    assertThat(first.result()).isEqualTo("old");
    assertThat(second.isComplete()).isFalse();
    assertThat(started).hasSize(2);

    started.getLast().complete("new");
    assertThat(second.result()).isEqualTo("new");
    assertThat(third.result()).isEqualTo("new");
    assertThat(started).hasSize(2);
  }

  @Test
  void otherKeysAreReadAtOnce() {
    reads.read("room");
    reads.read("other");

    assertThat(started).hasSize(2);
  }

  @Test
  void failedReadFailsOnlyThoseWhoWaitedForIt() {
    Future<String> first = reads.read("room");
    Future<String> second = reads.read("room");
    started.getFirst().fail("away");
    started.getLast().complete("back");

    assertThat(first.failed()).isTrue();
    assertThat(second.result()).isEqualTo("back");
  }
}
