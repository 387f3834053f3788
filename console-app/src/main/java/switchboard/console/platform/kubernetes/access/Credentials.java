package switchboard.console.platform.kubernetes.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import switchboard.console.platform.base.StepFailed;

/** A source of a user's bearer token that may change while it is used. */
sealed interface Credentials permits Credentials.OfFile, ExecPlugin {
  /** The current token; empty for a user with a certificate. May take seconds. */
  Optional<String> token() throws StepFailed;

  /** The server did not accept this one: another is got for the next request. */
  void refused(String token);

  /** A certificate and its key, both as PEM, to be known by; empty where a token does. */
  default Optional<ExecPlugin.Certificate> certificate() throws StepFailed {
    return Optional.empty();
  }

  /**
   * A file that something else keeps fresh, as in a pod.
   *
   * @param otherwise the token while the file cannot be read; may be empty
   */
  record OfFile(Path file, String otherwise) implements Credentials {
    @Override
    public Optional<String> token() throws StepFailed {
      try {
        var token = Files.readString(file).strip();
        if (!token.isEmpty()) {
          return Optional.of(token);
        }
        return Optional.of(otherwise()).filter(each -> !each.isEmpty());
      } catch (IOException e) {
        if (!otherwise.isEmpty()) {
          return Optional.of(otherwise);
        }
        throw new StepFailed(
            "the token file " + file + " cannot be read: " + KubeconfigFile.words(file, e),
            "Fix tokenFile in the kubeconfig, or log in to the cluster again.",
            e.toString());
      }
    }

    @Override
    public void refused(String token) {
      // It is read for each request anyway.
    }
  }

  /**
   * Those of a user, in the order in which kubectl prefers them; empty where the client itself
   * knows what to do with all there is.
   *
   * @param kubeconfig of one context
   */
  static Optional<Credentials> of(Kubeconfig kubeconfig, Map<String, String> environment) {
    var context = kubeconfig.currentContext();
    var user = kubeconfig.userOf(context);
    var token = String.valueOf(user.getOrDefault("token", ""));
    if (user.get("tokenFile") instanceof String file) {
      return Optional.of(new OfFile(Path.of(file), token));
    }
    return user.containsKey("exec") && token.isEmpty()
        ? Optional.of(new ExecPlugin(kubeconfig, environment))
        : Optional.empty();
  }
}
