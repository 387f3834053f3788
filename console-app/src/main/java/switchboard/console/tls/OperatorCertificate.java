package switchboard.console.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/**
 * A certificate of the operator's own.
 *
 * @param certificate PEM: the server's certificate first, then those between it and its authority
 * @param key its private key, PKCS#8 in PEM without a password
 */
public record OperatorCertificate(Path certificate, Path key) implements Tls {
  private static final byte[] SIGNED = "switchboard".getBytes(StandardCharsets.US_ASCII);

  public OperatorCertificate {
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(key);
  }

  /** What is wrong with the files, whatever the platform; empty when nothing is. */
  public Optional<Failure> check(Instant now) {
    return certificate(Set.of(), Set.of(), now)
            instanceof Outcome.Failed<ServerCertificate>(Failure why)
        ? Optional.of(why)
        : Optional.empty();
  }

  @Override
  public Outcome<ServerCertificate> certificate(
      Set<String> needed, Set<String> welcome, Instant now) {
    String chain;
    String keyText;
    try {
      chain = read(certificate);
      keyText = read(key);
    } catch (IOException e) {
      return failed(e.getMessage(), "Name two readable files in PEM.");
    }
    List<X509Certificate> certificates;
    try {
      certificates = Pem.parse(chain);
    } catch (IllegalArgumentException e) {
      return failed(
          certificate + ": " + e.getMessage(),
          "Expected is the certificate with its chain, beginning with -----BEGIN"
              + " CERTIFICATE-----.");
    }
    var server = certificates.getFirst();
    return keyProblem(server.getPublicKey(), keyText)
        .or(() -> timeProblem(server, now))
        .or(() -> nameProblem(server, needed))
        .map(Outcome::<ServerCertificate>failed)
        .orElseGet(
            () ->
                Outcome.done(
                    new ServerCertificate(
                        Pem.certificates(chain),
                        Pem.block(keyText, "PRIVATE KEY").orElseThrow().group() + "\n",
                        Pem.certificates(chain),
                        true,
                        "")));
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private Optional<Failure> keyProblem(PublicKey expected, String text) {
    var block = Pem.block(text, "PRIVATE KEY");
    if (block.isEmpty() || !block.get().group(1).equals("PRIVATE KEY")) {
      var found = block.map(each -> "a " + each.group(1)).orElse("no private key in PEM");
      return Optional.of(
          failure(
              key
                  + " holds "
                  + found
                  + ", and a PRIVATE KEY (PKCS#8, without a password) is needed",
              "Convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out key.pem"));
    }
    var signature =
        switch (expected.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "";
        };
    if (signature.isEmpty()) {
      return Optional.of(
          failure(
              "the certificate has a key of the kind " + expected.getAlgorithm(),
              "Use one with an RSA or EC key, which every browser knows."));
    }
    try {
      var body = block.get().group().replaceAll("-----[^-]+-----|\\s", "");
      var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
      var own = KeyFactory.getInstance(expected.getAlgorithm()).generatePrivate(spec);
      return isPair(own, expected, signature) ? Optional.empty() : Optional.of(noPair());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // A key of another kind than the certificate's cannot be read as one of its.
      return Optional.of(noPair());
    }
  }

  private Failure noPair() {
    return failure(
        key + " is not the key of " + certificate,
        "Name the key that the certificate was made for.");
  }

  private static boolean isPair(PrivateKey own, PublicKey expected, String algorithm)
      throws GeneralSecurityException {
    var signature = Signature.getInstance(algorithm);
    signature.initSign(own);
    signature.update(SIGNED);
    var signed = signature.sign();
    signature.initVerify(expected);
    signature.update(SIGNED);
    return signature.verify(signed);
  }

  private Optional<Failure> timeProblem(X509Certificate server, Instant now) {
    var from = server.getNotBefore().toInstant();
    var until = server.getNotAfter().toInstant();
    if (now.isAfter(until)) {
      return Optional.of(failure(certificate + " expired on " + day(until), "Renew it."));
    }
    return now.isBefore(from)
        ? Optional.of(
            failure(
                certificate + " is not valid before " + day(from), "Check this machine's clock."))
        : Optional.empty();
  }

  private Optional<Failure> nameProblem(X509Certificate server, Set<String> needed) {
    var names = Hosts.of(server);
    var missing = needed.stream().filter(host -> !Hosts.cover(names, host)).sorted().toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            failure(
                "it is for "
                    + (names.isEmpty() ? "no host" : String.join(", ", names))
                    + ", and not for "
                    + String.join(" and ", missing)
                    + ", by which the gateway is reached here",
                "Use one that is, or the console's own authority."));
  }

  @Override
  public List<X509Certificate> trusted() {
    try {
      return Pem.certificatesIn(certificate);
    } catch (IllegalArgumentException e) {
      // A launch says what is wrong.
      return List.of();
    }
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneId.systemDefault());
  }

  private Outcome<ServerCertificate> failed(String happened, String next) {
    return Outcome.failed(failure(happened, next));
  }

  private Failure failure(String happened, String next) {
    return new Failure("Using the certificate " + certificate, happened, next);
  }
}
