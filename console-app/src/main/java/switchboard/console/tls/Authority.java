package switchboard.console.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import switchboard.console.AtomicFile;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.UserFolder;
import switchboard.console.tls.Issuer.Purpose;

/**
 * The certificate authority of this user, made at the first launch that needs it. Its private key
 * is in a file that only the user can read; browsers are given the other file. Consoles of the same
 * user share it.
 */
public final class Authority implements Tls {
  static final Duration VALID = Duration.ofDays(3_650);

  /** Of a server's certificate, a new one for every launch. */
  static final Duration SERVER_VALID = Duration.ofDays(90);

  /** Names of the gateway: on this machine, to Compose and to a cluster. */
  private static final List<String> NAMES =
      List.of(
          "localhost",
          "127.0.0.1",
          "::1",
          "gateway",
          "gateway.chat-app",
          "gateway.chat-app.svc",
          "gateway.chat-app.svc.cluster.local");

  private final Path folder;

  /**
   * @param folder which is made with the first certificate
   */
  public Authority(Path folder) {
    this.folder = folder;
  }

  /** In the user's configuration. */
  public static Authority ofThisUser() {
    return new Authority(UserFolder.configuration(System.getenv()).resolve("authority"));
  }

  /** What browsers have to trust, PEM; there is none before the first launch with HTTPS. */
  public Path certificateFile() {
    return folder.resolve("authority.pem");
  }

  /** The private key, with the certificate. */
  private Path secretFile() {
    return folder.resolve("authority-key.pem");
  }

  /** An authority, and whether the former one had to go. */
  private record Found(HeldCertificate authority, boolean replaced) {}

  @Override
  public Outcome<ServerCertificate> certificate(
      Set<String> needed, Set<String> welcome, Instant now) {
    try {
      var found = find(now);
      var server =
          Issuer.server(
              Purpose.GATEWAY, found.authority(), names(needed, welcome), now, SERVER_VALID);
      return Outcome.done(
          new ServerCertificate(
              server.certificatePem(),
              server.privateKeyPkcs8Pem(),
              found.authority().certificatePem(),
              false,
              found.replaced()
                  ? "The certificate authority was about to end and was replaced: browsers have to"
                      + " trust "
                      + certificateFile()
                  : ""));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Outcome.failed(unusable(e));
    }
  }

  private Failure unusable(Exception e) {
    return new Failure(
        "Using the certificate authority in " + secretFile(),
        e instanceof IOException
            ? "it cannot be read or written (" + e + ")"
            : "the file is damaged (" + e.getMessage() + ")",
        e instanceof IOException
            ? "Check the permissions of " + folder + "."
            : "Restore it from a backup, or delete it: the next launch makes a new authority, which"
                + " browsers have to be told to trust.",
        e.toString());
  }

  private static Set<String> names(Set<String> needed, Set<String> welcome) {
    var names = new LinkedHashSet<>(NAMES);
    names.addAll(needed);
    welcome.stream().filter(Authority::mayVouchFor).forEach(names::add);
    return names;
  }

  /** An authority that is trusted must not be able to speak for the rest of the Internet. */
  private static boolean mayVouchFor(String name) {
    return Hosts.isAddress(name) && Issuer.isPermitted(InetAddress.ofLiteral(name));
  }

  private Found find(Instant now) throws IOException, GeneralSecurityException {
    var there = Files.exists(secretFile());
    var authority = there ? read() : create(now);
    var ends = authority.certificate().getNotAfter().toInstant();
    var replaced = ends.isBefore(now.plus(SERVER_VALID));
    if (replaced) {
      authority = Issuer.authority(Purpose.GATEWAY, now, VALID);
      AtomicFile.writeSynced(secretFile(), pem(authority), StandardCharsets.US_ASCII);
    }
    publish(authority);
    return new Found(authority, replaced);
  }

  private HeldCertificate read() throws IOException {
    return HeldCertificate.decode(Files.readString(secretFile(), StandardCharsets.US_ASCII));
  }

  /** Of two consoles that make one at the same time, the second takes that of the first. */
  private HeldCertificate create(Instant now) throws IOException, GeneralSecurityException {
    var authority = Issuer.authority(Purpose.GATEWAY, now, VALID);
    makeFolder();
    var fresh = Files.createTempFile(folder, "authority", ".new");
    try {
      Files.writeString(fresh, pem(authority), StandardCharsets.US_ASCII);
      // A link fails when somebody else was faster; a move would overwrite theirs.
      Files.createLink(secretFile(), fresh);
      return authority;
    } catch (FileAlreadyExistsException e) {
      return read();
    } catch (UnsupportedOperationException e) {
      Files.move(fresh, secretFile());
      return authority;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void makeFolder() throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder);
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static String pem(HeldCertificate authority) {
    return authority.certificatePem() + authority.privateKeyPkcs8Pem();
  }

  /** The certificate without its key, for browsers. */
  private void publish(HeldCertificate authority) throws IOException {
    var file = certificateFile();
    if (!Files.exists(file)
        || !Files.readString(file, StandardCharsets.US_ASCII).equals(authority.certificatePem())) {
      AtomicFile.write(file, authority.certificatePem(), StandardCharsets.US_ASCII);
    }
  }

  @Override
  public List<X509Certificate> trusted() {
    try {
      return Stream.of(certificateFile())
          .filter(Files::isReadable)
          .map(Pem::certificatesIn)
          .flatMap(List::stream)
          .toList();
    } catch (IllegalArgumentException e) {
      // Whoever asks sees that the gateway is not trusted; a launch says what is wrong.
      return List.of();
    }
  }
}
