package switchboard.chat.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Tries a property on generated input for a bounded time. A failure names its seed; {@code
 * -Dtest.jvmArguments=-Dfuzz.seed=<seed>} tries that one alone.
 */
public final class Fuzz {
  private static final Duration TIME = Duration.ofMillis(800);

  private final RandomGenerator random;

  private Fuzz(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  public static void check(Consumer<Fuzz> property) {
    var wanted = Long.getLong("fuzz.seed");
    long seed = wanted == null ? System.nanoTime() : wanted;
    long end = System.nanoTime() + TIME.toNanos();
    do {
      try {
        property.accept(new Fuzz(seed));
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("fails with -Dfuzz.seed=" + seed, failure);
      }
      seed++;
    } while (wanted == null && System.nanoTime() < end);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean chance(int percent) {
    return below(100) < percent;
  }

  public byte[] bytes(int most) {
    var bytes = new byte[below(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Valid text, of characters from all over Unicode. */
  public String text(int mostCharacters) {
    var text = new StringBuilder();
    for (int left = below(mostCharacters + 1); left > 0; left--) {
      int character =
          switch (below(4)) {
            case 0 -> below(0x20);
            case 1 -> 0x20 + below(0x60);
            case 2 -> below(0xd800);
            default -> 0x10000 + below(0x100000);
          };
      text.appendCodePoint(character);
    }
    return text.toString();
  }

  public String characters(String alphabet, int most) {
    var text = new StringBuilder();
    for (int left = below(most + 1); left > 0; left--) {
      text.append(alphabet.charAt(below(alphabet.length())));
    }
    return text.toString();
  }

  /** Input that was valid, with some bytes changed, cut out or put in. */
  public byte[] mutated(String valid) {
    var bytes = valid.getBytes(StandardCharsets.UTF_8);
    for (int edits = 1 + below(3); edits > 0 && bytes.length > 0; edits--) {
      int at = below(bytes.length);
      bytes =
          switch (below(3)) {
            case 0 -> replaced(bytes, at, at + 1, new byte[] {(byte) below(256)});
            case 1 -> replaced(bytes, at, at + 1 + below(bytes.length - at), new byte[0]);
            default -> replaced(bytes, at, at, bytes(4));
          };
    }
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    var result = new byte[bytes.length - (to - from) + by.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
    return result;
  }
}
