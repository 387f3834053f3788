package switchboard.console.platform.base;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords and keys, generated for every launch. */
public final class Secrets {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** In hexadecimal digits, which need no quotes anywhere. */
  public static String next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
