package switchboard.chat.management;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The secret that lets an operator change a running process. Compared in constant time, never
 * printed.
 */
public final class AdminToken {
  private static final String SCHEME = "Bearer ";

  private final byte[] secret;

  public AdminToken(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether a request with this header may change the process.
   *
   * @param authorization the request's Authorization header; null when there is none
   */
  public boolean allows(String authorization) {
    return authorization != null
        && authorization.startsWith(SCHEME)
        && MessageDigest.isEqual(
            secret, authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "AdminToken[hidden]";
  }
}
