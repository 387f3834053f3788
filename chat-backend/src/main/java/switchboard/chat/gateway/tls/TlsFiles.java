package switchboard.chat.gateway.tls;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import switchboard.chat.management.Environment;
import switchboard.chat.management.InvalidSetting;

/**
 * The files, in PEM, that the public port's identity is read from.
 *
 * @param certificate the server's own, then those that lead to its authority
 * @param key its private key, in PKCS#8 and without a password
 */
public record TlsFiles(Path certificate, Path key) {
  /** The variable that names the certificate's file. */
  static final String CERTIFICATE = "TLS_CERTIFICATE";

  private static final String KEY = "TLS_KEY";

  /**
   * Reads {@code TLS_CERTIFICATE} and {@code TLS_KEY}; empty where neither is set, and so without
   * TLS.
   *
   * @throws InvalidSetting when one is set without the other, or is no path
   */
  public static Optional<TlsFiles> of(Environment environment) {
    var certificate = environment.text(CERTIFICATE, "");
    var key = environment.text(KEY, "");
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty()) {
      throw new InvalidSetting(CERTIFICATE, "nothing", "the path of a PEM file, as TLS_KEY is set");
    }
    if (key.isEmpty()) {
      throw new InvalidSetting(KEY, "nothing", "the path of a PEM file, as TLS_CERTIFICATE is set");
    }
    return Optional.of(new TlsFiles(path(CERTIFICATE, certificate), path(KEY, key)));
  }

  private static Path path(String variable, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw (InvalidSetting)
          new InvalidSetting(variable, '"' + text + '"', "the path of a PEM file")
              .initCause(invalid);
    }
  }
}
