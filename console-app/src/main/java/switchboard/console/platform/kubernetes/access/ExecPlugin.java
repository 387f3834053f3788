package switchboard.console.platform.kubernetes.access;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import switchboard.console.platform.base.CommandRunner;
import switchboard.console.platform.base.ProgramsOnPath;
import switchboard.console.platform.base.StepFailed;

/**
 * The command of a kubeconfig that gets a user's credentials. They hold until they expire or the
 * server refuses them. Source: kubernetes.io/docs/reference/access-authn-authz/authentication,
 * "client-go credential plugins".
 */
final class ExecPlugin implements Credentials {
  private static final String GROUP = "client.authentication.k8s.io/";
  private static final Set<String> VERSIONS = Set.of(GROUP + "v1", GROUP + "v1beta1");

  /** Of the cluster's entry: the configuration for plugins. */
  private static final String EXTENSION = GROUP + "exec";

  /** Somebody may have to log in, in a browser that it opens. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Map<String, Object> exec;
  private final Map<String, Object> cluster;
  private final Map<String, String> environment;
  private final Clock clock;
  private Optional<Status> held = Optional.empty();

  /** The plugin's response. */
  private record Answer(String apiVersion, Status status) {}

  private record Status(
      String token,
      String clientCertificateData,
      String clientKeyData,
      String expirationTimestamp) {
    boolean isToken() {
      return token != null && !token.isEmpty();
    }
  }

  /** As PEM. */
  record Certificate(String chain, String key) {}

  /**
   * @param kubeconfig of one context, whose user has a plugin
   */
  ExecPlugin(Kubeconfig kubeconfig, Map<String, String> environment) {
    this(kubeconfig, environment, Clock.systemUTC());
  }

  ExecPlugin(Kubeconfig kubeconfig, Map<String, String> environment, Clock clock) {
    var context = kubeconfig.currentContext();
    exec = Yaml.map(kubeconfig.userOf(context), "exec");
    cluster = kubeconfig.clusterOf(context).orElse(Map.of());
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public Optional<String> token() throws StepFailed {
    return Optional.of(current()).filter(Status::isToken).map(Status::token);
  }

  @Override
  public Optional<Certificate> certificate() throws StepFailed {
    return Optional.of(current())
        .filter(each -> each.clientCertificateData() != null)
        .map(each -> new Certificate(each.clientCertificateData(), each.clientKeyData()));
  }

  @Override
  public synchronized void refused(String token) {
    held = held.filter(each -> !token.equals(each.token()));
  }

  private synchronized Status current() throws StepFailed {
    if (held.isEmpty() || hasExpired(held.get())) {
      held = Optional.of(ask());
    }
    return held.get();
  }

  private boolean hasExpired(Status status) throws StepFailed {
    var until = status.expirationTimestamp();
    try {
      return until != null && !clock.instant().isBefore(OffsetDateTime.parse(until).toInstant());
    } catch (DateTimeException e) {
      throw broken(
          "it returns '" + until + "' as the time at which its token expires", e.toString());
    }
  }

  private Status ask() throws StepFailed {
    var version = text("apiVersion");
    if (!VERSIONS.contains(version)) {
      throw broken("it is of version '" + version + "'; those known are " + VERSIONS, "");
    }
    if (text("interactiveMode").equals("Always")) {
      throw broken("it wants to ask questions in a terminal (interactiveMode: Always)", "");
    }
    var added = new LinkedHashMap<>(environment);
    for (var each : Yaml.maps(exec, "env")) {
      added.put(
          String.valueOf(each.getOrDefault("name", "")),
          String.valueOf(each.getOrDefault("value", "")));
    }
    added.put("KUBERNETES_EXEC_INFO", information(version));
    var command = text("command");
    var line = new ArrayList<String>();
    line.add(
        command.contains(File.separator)
            ? command
            : ProgramsOnPath.find(command, environment).map(Path::toString).orElse(command));
    line.addAll(Yaml.texts(exec, "args"));
    CommandRunner.Printed result;
    try {
      result = CommandRunner.capture(line, Path.of("").toAbsolutePath(), added, ANSWER_TIMEOUT);
    } catch (IOException e) {
      throw broken("it cannot be started: " + e.getMessage(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw broken("it was cancelled", "");
    }
    if (result.code() != 0) {
      throw broken("it ended with exit code " + result.code(), result.errors());
    }
    return read(result, version);
  }

  private Status read(CommandRunner.Printed result, String version) throws StepFailed {
    Answer answer;
    try {
      answer = GSON.fromJson(result.output(), Answer.class);
    } catch (JsonParseException e) {
      throw broken("its output is not understood", e + "\n" + result.errors());
    }
    if (answer == null || !version.equals(answer.apiVersion())) {
      var is = answer == null ? "nothing" : String.valueOf(answer.apiVersion());
      throw broken("it answers in version " + is + " instead of " + version, result.errors());
    }
    var status = answer.status();
    var certified = status != null && status.clientCertificateData() != null;
    var keyed = status != null && status.clientKeyData() != null;
    if (status == null || certified != keyed || (!status.isToken() && !certified)) {
      throw broken("it returns neither a token nor a certificate and its key", result.errors());
    }
    return status;
  }

  /** The input of a plugin, with the cluster only where it asks for it. */
  private String information(String version) throws StepFailed {
    var about = new LinkedHashMap<String, Object>();
    about.put("interactive", false);
    if (Boolean.TRUE.equals(exec.get("provideClusterInfo"))) {
      var sent = Yaml.copy(cluster);
      var extensions = Yaml.maps(sent, "extensions");
      sent.remove("extensions");
      var authority = sent.remove("certificate-authority");
      if (authority != null) {
        sent.putIfAbsent("certificate-authority-data", encoded(Path.of(authority.toString())));
      }
      extensions.stream()
          .filter(each -> EXTENSION.equals(each.get("name")))
          .forEach(each -> sent.put("config", each.get("extension")));
      about.put("cluster", sent);
    }
    return GSON.toJson(Map.of("kind", "ExecCredential", "apiVersion", version, "spec", about));
  }

  private String encoded(Path file) throws StepFailed {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw broken(file + " cannot be read: " + KubeconfigFile.words(file, e), e.toString());
    }
  }

  private String text(String field) {
    return String.valueOf(exec.getOrDefault(field, ""));
  }

  private StepFailed broken(String why, String details) {
    var hint = text("installHint").strip();
    return new StepFailed(
        "the kubeconfig's command for credentials, " + text("command") + ", failed: " + why,
        hint.isEmpty()
            ? "Read its output when kubectl get nodes runs in a terminal; log in again if it asks."
            : hint,
        details);
  }
}
