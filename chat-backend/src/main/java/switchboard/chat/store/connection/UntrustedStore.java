package switchboard.chat.store.connection;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * A certificate of the store that is not believed. The message says what was found, what was
 * expected and what to do.
 */
final class UntrustedStore extends CertificateException {
  private static final long serialVersionUID = 1L;

  private static final String AS_THE_URL_SAYS =
      ", expected TLS as STORE_URL begins with rediss://. Turn on the store's TLS, or begin"
          + " STORE_URL with redis://.";

  /** Said of a store that was silent: one without TLS waits for the end of a command. */
  static final String SILENT = "The store hangs, or has no TLS" + AS_THE_URL_SAYS;

  UntrustedStore(String message, CertificateException cause) {
    super(message, cause);
  }

  /**
   * Why a connection has no TLS, for an operator: what was found, what was expected, and what to
   * do. Empty when it failed for another reason.
   */
  static Optional<String> explain(Throwable failure) {
    var causes = Stream.iterate(failure, each -> each != null, Throwable::getCause).toList();
    return causes.stream()
        .filter(UntrustedStore.class::isInstance)
        .map(Throwable::getMessage)
        .findFirst()
        .or(() -> Optional.of(causes.getLast()).flatMap(UntrustedStore::withoutTls));
  }

  private static Optional<String> withoutTls(Throwable cause) {
    return switch (cause) {
      case NotSslRecordException plain ->
          Optional.of("The store answers without TLS" + AS_THE_URL_SAYS);
      case SSLException refused ->
          Optional.of(
              ("TLS with the store failed (%s), expected TLS 1.2 or 1.3. Check the store's settings"
                      + " for TLS.")
                  .formatted(refused.getMessage()));
      default -> Optional.empty();
    };
  }
}
