package switchboard.console.platform.base;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import switchboard.console.AtomicFile;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.tls.ServerCertificate;

/** The certificate of a launch: taken before anything starts, and written for a gateway to read. */
public final class GatewayCertificate {
  /** By which the gateway is reached on this machine. */
  public static final String LOCALHOST = "localhost";

  private static final String STEP = "Serve HTTPS";

  private GatewayCertificate() {}

  /**
   * The certificate that a launch asks for.
   *
   * @param needed host names that it has to be for
   * @param welcome addresses that it is for if that can be
   * @return empty when the launch asks for none
   */
  public static Optional<ServerCertificate> take(
      LaunchRequest request,
      Set<String> needed,
      Set<String> welcome,
      Instant now,
      Consumer<Step> progress)
      throws StepFailed {
    if (request.tls().isEmpty()) {
      return Optional.empty();
    }
    progress.accept(new Step(STEP, Status.RUNNING, ""));
    switch (request.tls().get().certificate(needed, welcome, now)) {
      case Outcome.Done<ServerCertificate>(ServerCertificate taken) -> {
        progress.accept(new Step(STEP, Status.DONE, ""));
        if (!taken.notice().isEmpty()) {
          progress.accept(new Step(taken.notice(), Status.DONE, ""));
        }
        return Optional.of(taken);
      }
      case Outcome.Failed<ServerCertificate>(Failure why) -> {
        progress.accept(new Step(STEP, Status.FAILED, why.happened()));
        throw new StepFailed(why.happened(), why.next(), why.details());
      }
    }
  }

  /** Says that a running system serves HTTP, as it did. */
  static void notServed(Consumer<Step> progress) {
    progress.accept(
        new Step(STEP, Status.DONE, "the running system keeps HTTP; stop it to change that"));
  }

  /**
   * Writes {@code certificate.pem}, {@code key.pem} and {@code authority.pem}, what clients trust,
   * for this user only.
   *
   * @param folder which is made
   */
  public static void write(ServerCertificate certificate, Path folder) throws IOException {
    Files.createDirectories(folder);
    // The key first: who sees a new certificate finds the key that belongs to it.
    AtomicFile.write(folder.resolve("key.pem"), certificate.key(), StandardCharsets.US_ASCII);
    AtomicFile.write(
        folder.resolve("authority.pem"), certificate.trusted(), StandardCharsets.US_ASCII);
    AtomicFile.write(
        folder.resolve("certificate.pem"), certificate.chain(), StandardCharsets.US_ASCII);
  }
}
