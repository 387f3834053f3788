package switchboard.console.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The blocks of a PEM file (RFC 7468). */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \\1-----");

  private Pem() {}

  /** The first block whose label ends like that, with its label. */
  static Optional<MatchResult> block(String text, String labelEnds) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(each -> each.group(1).endsWith(labelEnds))
        .findFirst();
  }

  /** The certificates of a text, without whatever else is in it; "" for none. */
  static String certificates(String text) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(each -> each.group(1).equals("CERTIFICATE"))
        .map(MatchResult::group)
        .collect(Collectors.joining("\n", "", "\n"))
        .stripLeading();
  }

  /**
   * The certificates of a file, in its order.
   *
   * @throws IllegalArgumentException when it holds none, or one that cannot be read
   */
  static List<X509Certificate> certificatesIn(Path file) {
    try {
      return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e, e);
    }
  }

  /**
   * The certificates of a text, in its order.
   *
   * @throws IllegalArgumentException when it holds none, or one that cannot be read
   */
  static List<X509Certificate> parse(String text) {
    var blocks = certificates(text);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("it holds no certificate in PEM");
    }
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var certificates = new ArrayList<X509Certificate>();
      for (var each :
          factory.generateCertificates(
              new ByteArrayInputStream(blocks.getBytes(StandardCharsets.ISO_8859_1)))) {
        certificates.add((X509Certificate) each);
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IllegalArgumentException("its certificate cannot be read: " + e.getMessage(), e);
    }
  }
}
