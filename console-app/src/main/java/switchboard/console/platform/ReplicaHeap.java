package switchboard.console.platform;

import java.util.Locale;

/**
 * The most that a replica's JVM may take for its heap on this machine, unless a memory limit says
 * otherwise.
 *
 * @param mebibytes {@value #MIN} to {@value #MAX}
 */
public record ReplicaHeap(int mebibytes) {
  public static final int MIN = 32;
  public static final int MAX = 4_096;

  /** What {@code benchmarks/run} measures with. */
  public static final ReplicaHeap DEFAULT = new ReplicaHeap(192);

  public ReplicaHeap {
    if (mebibytes < MIN || mebibytes > MAX) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "A heap of %d MiB; expected %d to %d MiB", mebibytes, MIN, MAX));
    }
  }
}
