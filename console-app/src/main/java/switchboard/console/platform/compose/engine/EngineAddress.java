package switchboard.console.platform.compose.engine;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.platform.base.CommandRunner;
import switchboard.console.platform.base.StepFailed;

/**
 * Where the Docker Engine listens, as the docker command says: it knows of {@code DOCKER_HOST},
 * contexts and its own files, and how it takes what is wrong with them.
 *
 * @param uri {@code unix:///var/run/docker.sock}, {@code npipe:////./pipe/docker_engine}, {@code
 *     tcp://host:port}, {@code ssh://user@host}
 * @param context of the docker command
 * @param origin why it is looked for there, for messages
 * @param tls empty where the connection is not encrypted
 */
public record EngineAddress(URI uri, String context, String origin, Optional<EngineTls> tls) {
  /** The docker command's name for what {@code DOCKER_HOST} says, or the usual socket. */
  private static final String DEFAULT = "default";

  private static final String HOST = "DOCKER_HOST";
  private static final List<String> SUPPORTED = List.of("unix", "npipe", "tcp");

  /**
   * Asks the docker command.
   *
   * @param environment added to this process's own
   */
  public static EngineAddress find(Map<String, String> environment)
      throws IOException, InterruptedException, StepFailed {
    var command = List.of("docker", "context", "inspect", "--format", "{{json .}}");
    CommandRunner.Printed printed;
    try {
      printed = CommandRunner.capture(command, Path.of("").toAbsolutePath(), environment);
    } catch (IOException e) {
      throw new StepFailed(
          "there is no docker command on the PATH",
          "Install Docker with Compose v2 (https://docs.docker.com/engine/install), or run on this"
              + " machine without containers.",
          e.toString());
    }
    if (printed.code() != 0) {
      throw new StepFailed(
          "the docker command cannot find an engine: " + printed.errors().strip(),
          "Choose an existing context (docker context ls), or the default one: docker context use"
              + " default.",
          "docker context inspect ended with exit code " + printed.code());
    }
    return of(JsonParser.parseString(printed.output()).getAsJsonObject(), environment);
  }

  private static EngineAddress of(JsonObject inspected, Map<String, String> environment)
      throws StepFailed {
    var context = inspected.get("Name").getAsString();
    var endpoint = inspected.getAsJsonObject("Endpoints").getAsJsonObject("docker");
    var host = endpoint == null || !endpoint.has("Host") ? "" : endpoint.get("Host").getAsString();
    var byHost = !environment.getOrDefault(HOST, "").isEmpty();
    var origin = byHost ? HOST : "the docker context '" + context + "'";
    var tls =
        context.equals(DEFAULT)
            ? EngineTls.ofEnvironment(environment)
            : EngineTls.ofContext(inspected);
    return new EngineAddress(uri(host, origin), context, origin, tls);
  }

  /** A socket's path may have what a URI may not, such as spaces. */
  private static URI uri(String host, String origin) throws StepFailed {
    try {
      var path = host.startsWith("unix://") ? host.substring("unix://".length()) : "";
      return path.startsWith("/")
          ? URI.create("unix://" + new URI(null, null, path, null).getRawPath())
          : new URI(host);
    } catch (URISyntaxException e) {
      throw new StepFailed(
          origin + " is not a valid address: " + host,
          "Set it as in unix:///var/run/docker.sock.",
          e.toString());
    }
  }

  /** For other commands of docker: the same engine, whatever is chosen meanwhile. */
  public Map<String, String> variables() {
    var variables = new HashMap<String, String>();
    if (context.equals(DEFAULT)) {
      variables.put(
          HOST, (uri.getScheme().equals("unix") ? "unix://" + uri.getPath() : uri.toString()));
    } else {
      variables.put("DOCKER_CONTEXT", context);
    }
    return variables;
  }

  /** An engine whose ports are this machine's ports. */
  public boolean isLocal() {
    return switch (uri.getScheme()) {
      case "unix", "npipe" -> true;
      default ->
          List.of("127.0.0.1", "localhost", "::1", "[::1]").contains(String.valueOf(uri.getHost()));
    };
  }

  /** Says so where this console cannot talk to an engine as its address wants it to. */
  void checkSupported() throws StepFailed {
    if (!SUPPORTED.contains(uri.getScheme())) {
      throw new StepFailed(
          origin + " names an engine at " + uri + ", which this console cannot connect to",
          "Use unix://, npipe:// or tcp://.",
          "");
    }
  }

  /** Its socket as a file, where it has one. */
  Optional<Path> socket() {
    return uri.getScheme().equals("unix") ? Optional.of(Path.of(uri.getPath())) : Optional.empty();
  }
}
