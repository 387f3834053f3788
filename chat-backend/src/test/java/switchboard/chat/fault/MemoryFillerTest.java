package switchboard.chat.fault;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

final class MemoryFillerTest {
  @Test
  void memoryIsGivenBackAlsoWhenTheFaultEndsWhileItIsBeingFilled() {
    var filler = new MemoryFiller(1L << 30);

    filler.stop();

    await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::fills));
  }

  private boolean fills(Thread thread) {
    return thread.getName().equals("fill-memory");
  }
}
