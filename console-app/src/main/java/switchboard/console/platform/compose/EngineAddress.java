package switchboard.console.platform.compose;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.platform.StepFailed;

/**
 * Where the Docker Engine listens.
 *
 * @param uri {@code unix:///var/run/docker.sock}, {@code npipe:////./pipe/docker_engine}, {@code
 *     tcp://host:port}
 * @param origin why it is looked for there, for messages
 */
record EngineAddress(URI uri, String origin) {
  private static final URI WINDOWS_PIPE = URI.create("npipe:////./pipe/docker_engine");

  /**
   * Finds it as the docker command does: {@code DOCKER_HOST}, the chosen context, the usual
   * sockets.
   *
   * @param environment of this process
   * @param userHome whose {@code .docker} folder is read
   * @param systemSocket where the engine of the whole machine listens
   */
  static EngineAddress find(
      Map<String, String> environment, Path userHome, Path systemSocket, boolean windows)
      throws StepFailed {
    var host = environment.getOrDefault("DOCKER_HOST", "");
    if (!host.isBlank()) {
      return supported(host, "DOCKER_HOST");
    }
    var folder =
        Optional.ofNullable(environment.get("DOCKER_CONFIG"))
            .filter(name -> !name.isBlank())
            .map(Path::of)
            .orElse(userHome.resolve(".docker"));
    var context = context(environment, folder);
    if (!context.isEmpty() && !context.equals("default")) {
      return ofContext(folder, context);
    }
    if (windows) {
      return new EngineAddress(WINDOWS_PIPE, "Docker Desktop's pipe");
    }
    var runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    var sockets =
        Stream.of(
                Stream.of(systemSocket),
                Stream.of(runtime)
                    .filter(name -> !name.isBlank())
                    .map(name -> Path.of(name, "docker.sock")),
                Stream.of(
                    userHome.resolve(".docker/run/docker.sock"),
                    userHome.resolve(".docker/desktop/docker.sock")))
            .flatMap(each -> each)
            .toList();
    return sockets.stream()
        .filter(Files::exists)
        .findFirst()
        .map(socket -> new EngineAddress(URI.create("unix://" + socket), "the usual socket"))
        .orElseThrow(() -> absent(environment, sockets));
  }

  /** An engine whose ports are this machine's ports. */
  boolean isLocal() {
    return !uri.getScheme().equals("tcp")
        || List.of("127.0.0.1", "localhost", "::1", "[::1]").contains(uri.getHost());
  }

  /** Its socket as a file, where it has one. */
  Optional<Path> socket() {
    return uri.getScheme().equals("unix") ? Optional.of(Path.of(uri.getPath())) : Optional.empty();
  }

  private static EngineAddress supported(String host, String origin) throws StepFailed {
    if (Stream.of("unix://", "npipe://", "tcp://").noneMatch(host::startsWith)) {
      throw new StepFailed(
          origin + " names an engine at " + host + ", and this console cannot go there",
          "Name one by unix://, npipe:// or tcp://.",
          "");
    }
    try {
      return new EngineAddress(URI.create(host), origin);
    } catch (IllegalArgumentException e) {
      throw new StepFailed(
          origin + " is no address: " + host,
          "Set it as in unix:///var/run/docker.sock.",
          e.toString());
    }
  }

  private static String context(Map<String, String> environment, Path folder) throws StepFailed {
    var chosen = environment.getOrDefault("DOCKER_CONTEXT", "");
    if (!chosen.isBlank()) {
      return chosen;
    }
    var file = folder.resolve("config.json");
    if (!Files.exists(file)) {
      return "";
    }
    var current = read(file).get("currentContext");
    return current == null ? "" : current.getAsString();
  }

  private static EngineAddress ofContext(Path folder, String context) throws StepFailed {
    var file =
        folder.resolve("contexts").resolve("meta").resolve(sha256(context)).resolve("meta.json");
    if (!Files.exists(file)) {
      throw new StepFailed(
          "the docker context '" + context + "' does not exist",
          "Choose another: docker context use default.",
          "looked for " + file);
    }
    try {
      var endpoint = read(file).getAsJsonObject("Endpoints").getAsJsonObject("docker");
      return supported(endpoint.get("Host").getAsString(), "the docker context '" + context + "'");
    } catch (RuntimeException e) {
      throw new StepFailed(
          "the docker context '" + context + "' names no engine",
          "Look at it with docker context inspect, or choose another.",
          file + ": " + e);
    }
  }

  private static JsonObject read(Path file) throws StepFailed {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new StepFailed(
          file + " cannot be read", "Repair it or move it away, then try again.", e.toString());
    }
  }

  /** The docker command names a context's folder so. */
  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static StepFailed absent(Map<String, String> environment, List<Path> sockets) {
    var installed =
        Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "docker")));
    var details = "looked for " + sockets;
    return installed
        ? new StepFailed(
            "Docker Engine does not run", "Start it: sudo systemctl start docker.", details)
        : new StepFailed(
            "there is no Docker Engine on this machine",
            "Install it (https://docs.docker.com/engine/install), or run on this machine without"
                + " containers.",
            details);
  }
}
