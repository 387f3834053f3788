package switchboard.console.platform;

import java.util.Locale;

/**
 * The most that a replica's JVM may take for its heap on this machine, unless a memory limit says
 * otherwise.
 *
 * @param mebibytes {@value #LEAST} to {@value #MOST}
 */
public record ReplicaHeap(int mebibytes) {
  public static final int LEAST = 32;
  public static final int MOST = 4_096;

  /** What {@code benchmarks/run} measures with. */
  public static final ReplicaHeap USUAL = new ReplicaHeap(192);

  public ReplicaHeap {
    if (mebibytes < LEAST || mebibytes > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "A heap of %d MiB; it may be %d to %d MiB", mebibytes, LEAST, MOST));
    }
  }
}
