package switchboard.console.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.loadtest.LoadTests;
import switchboard.console.platform.capability.Destinations;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Session;
import switchboard.console.session.Sessions;
import switchboard.console.text.Durations;
import switchboard.console.tls.Authority;
import switchboard.console.tls.OperatorCertificate;
import switchboard.console.tls.Tls;

/** The options of the command line that say where to run. */
final class PlatformOptions {
  /** As long as the window's countdown. */
  private static final Duration NOTICE = Duration.ofSeconds(5);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--platform",
      paramLabel = "ID",
      description = {
        "Where to run: local (this machine), compose (Docker Compose) or kubernetes (the cluster of"
            + " a context)."
      })
  private String platform = "local";

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = {
        "With kubernetes: the context of the kubeconfig whose cluster to run on. Naming it confirms"
            + " that the namespace chat-app there may be used; without it only a cluster that"
            + " Minikube made is."
      })
  private String context;

  @Option(
      names = "--tls",
      description = {
        "The gateway of a system that is launched serves HTTPS. Its certificate is from an"
            + " authority of your own, which is made once; see docs/platforms.md for how to trust"
            + " it. A running system keeps what it serves."
      })
  private boolean tls;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = {
        "HTTPS with your own certificate: PEM, the server's first, then its chain. With --tls-key."
      })
  private Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its private key: PEM, PKCS#8, without a password.")
  private Path key;

  /**
   * Checks what does not depend on the place.
   *
   * @throws ParameterException when there is no such platform, or the certificate cannot be used
   */
  void check(List<String> known) {
    if (!known.contains(platform)) {
      throw bad("--platform: '" + platform + "' is unknown; use " + known);
    }
    if ((certificate == null) != (key == null)) {
      throw bad("--tls-certificate and --tls-key belong together; name both");
    }
    own()
        .flatMap(files -> files.check(Instant.now()))
        .ifPresent(
            why -> {
              throw bad("--tls-certificate: " + why.happened() + ". " + why.next());
            });
  }

  private Optional<OperatorCertificate> own() {
    return certificate == null
        ? Optional.empty()
        : Optional.of(new OperatorCertificate(certificate, key));
  }

  /** The platform's id. */
  String id() {
    return platform;
  }

  /**
   * The load tests of a system that another console of this user runs there. With a context it is
   * not known which of its clusters that system is on, so there is none.
   */
  Optional<LoadTests> elsewhere(Sessions sessions) {
    return context == null ? sessions.elsewhere(platform) : Optional.empty();
  }

  Session open(Sessions sessions) {
    var session = sessions.open(platform);
    session.serve(
        own()
            .<Tls>map(files -> files)
            .or(() -> tls ? Optional.of(Authority.ofThisUser()) : Optional.empty()));
    return session;
  }

  /**
   * Chooses the place on a platform that has several.
   *
   * @throws ParameterException when it has only one, or there is none of that name
   */
  void choose(OperatedPlatform on) {
    if (context == null) {
      return;
    }
    var places = on.capability(Destinations.class);
    if (places.isEmpty()) {
      throw bad("--context: " + on.name() + " has only one place; leave it out");
    }
    if (places.get().choose(context) instanceof Outcome.Failed<?>(Failure failure)) {
      throw bad("--context: " + failure.happened() + ". " + failure.next());
    }
  }

  /**
   * Where others may depend on the cluster, whoever mistook it has a moment to notice.
   *
   * @param does what is about to be done: "injects faults"
   * @return whether the signal came meanwhile
   */
  boolean isGivenUp(OperatedPlatform on, String does, AbortOnSignal signal)
      throws InterruptedException {
    if (!on.isForeign()) {
      return false;
    }
    var out = spec.commandLine().getOut();
    out.println(
        "This "
            + does
            + " on a cluster that Minikube did not make. Begins in "
            + Durations.words(NOTICE)
            + "; Ctrl+C cancels.");
    out.flush();
    return signal.comesWithin(NOTICE);
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
