package switchboard.chat.fault;

import java.lang.foreign.Arena;

/**
 * Allocates memory outside the heap, writes to it, and frees it when stopped. Outside, because the
 * heap has a limit of its own, whereas a container is killed for what the whole process uses; and
 * because the heap returns memory only when it chooses to.
 */
final class MemoryFiller {
  /** Above what the C library keeps for itself when it is freed. */
  private static final long CHUNK_BYTES = 64L << 20;

  private final Thread thread;

  MemoryFiller(long bytes) {
    thread = Thread.ofPlatform().daemon().name("fill-memory").start(() -> fill(bytes));
  }

  void stop() {
    thread.interrupt();
  }

  private static void fill(long bytes) {
    try (var arena = Arena.ofConfined()) {
      for (long left = bytes;
          left > 0 && !Thread.currentThread().isInterrupted();
          left -= CHUNK_BYTES) {
        // Zeroed on allocation: the pages are really taken.
        arena.allocate(Math.min(left, CHUNK_BYTES));
      }
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
