package switchboard.chat.store.connection;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import switchboard.chat.management.Environment;

/**
 * Where the store is, and whether connections to it have TLS.
 *
 * @param url {@code redis://} or, with TLS, {@code rediss://}; may carry a password
 * @param trust whose certificate the store has to have; only with TLS
 */
public record StoreAddress(URI url, Optional<StoreTrust> trust) {
  private static final String PLAIN = "redis";
  private static final String WITH_TLS = "rediss";

  /**
   * Reads {@code STORE_URL}, and where that asks for TLS the certificates of {@code STORE_CA}.
   *
   * @throws switchboard.chat.management.InvalidSetting when one of them is of no use
   */
  public static StoreAddress from(Environment environment) {
    var url =
        environment.address("STORE_URL", List.of(PLAIN, WITH_TLS), PLAIN + "://127.0.0.1:6379");
    return new StoreAddress(
        url,
        url.getScheme().equals(WITH_TLS)
            ? Optional.of(StoreTrust.from(environment))
            : Optional.empty());
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url.getHost()
        + ":"
        + url.getPort()
        + trust.map(believed -> " by TLS, trusting " + believed).orElse("");
  }
}
