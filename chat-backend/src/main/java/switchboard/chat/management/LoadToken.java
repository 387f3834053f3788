package switchboard.chat.management;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The secret that exempts a load generator's sessions, all from one address, from the limits per
 * address. Compared in constant time, never printed.
 */
public final class LoadToken {
  private final Optional<byte[]> secret;

  /**
   * @param secret empty where there is none: then no request has it
   */
  public LoadToken(Optional<String> secret) {
    this.secret = secret.map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether a request comes from a load generator. Throws a refusal when it says so and shows
   * another secret than this service's; where this service has none, the header says nothing.
   *
   * @param header the request's X-Load-Token header; null when there is none
   */
  public boolean isShown(String header) {
    if (header == null || secret.isEmpty()) {
      return false;
    }
    if (!MessageDigest.isEqual(secret.get(), header.getBytes(StandardCharsets.UTF_8))) {
      throw Problem.unauthorized(
              "The X-Load-Token is not this service's; leave it out to get an ordinary session.")
          .refusal();
    }
    return true;
  }

  @Override
  public String toString() {
    return "LoadToken[hidden]";
  }
}
