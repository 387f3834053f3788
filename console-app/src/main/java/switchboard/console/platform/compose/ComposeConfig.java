package switchboard.console.platform.compose;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.platform.Limits;
import switchboard.console.platform.base.StepFailed;

/**
 * The configuration as Compose resolved it: compose.yaml with the values of the environment and of
 * the files of settings in it, as {@code docker compose config} prints it.
 */
final class ComposeConfig {
  private static final String PROFILES = "COMPOSE_PROFILES";
  private static final String GRAFANA = "grafana";
  private static final String CPUS = "BACKEND_CPUS";
  private static final String MEMORY = "BACKEND_MEMORY";

  /** Where gateway, simulator and store see the files of a certificate. */
  private static final Set<String> CERTIFICATE_FOLDERS =
      Set.of("/etc/nginx/tls", "/etc/switchboard/tls", "/etc/store-tls");

  /** The default in compose.yaml for a setting that is not set. */
  private static final String UNSET = "unset";

  private final JsonObject config;

  private ComposeConfig(JsonObject config) {
    this.config = config;
  }

  /**
   * Reads what Compose printed.
   *
   * @param json with every profile's services
   */
  static ComposeConfig parse(String json) throws StepFailed {
    try {
      return new ComposeConfig(JsonParser.parseString(json).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw new StepFailed(
          "Docker Compose does not print its settings as JSON",
          "Update it (https://docs.docker.com/compose/install).",
          e.toString());
    }
  }

  Set<String> services() {
    return Set.copyOf(object(config, "services").keySet());
  }

  /** By the names that the engine knows them by. */
  Set<String> networks() {
    return names("networks");
  }

  /** Likewise. */
  Set<String> volumes() {
    return names("volumes");
  }

  private Set<String> names(String kind) {
    return object(config, kind).asMap().values().stream()
        .map(each -> text(each.getAsJsonObject(), "name"))
        .collect(Collectors.toSet());
  }

  /**
   * The files and folders of this machine that containers see, in their order. Without the folders
   * of certificates: who may read their keys is their owner's matter.
   */
  Set<Path> mounts() {
    return services().stream()
        .flatMap(service -> list(service, "volumes"))
        .filter(volume -> text(volume, "type").equals("bind"))
        .filter(volume -> !CERTIFICATE_FOLDERS.contains(text(volume, "target")))
        .map(volume -> Path.of(text(volume, "source")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The operator's word on what is optional, if there is one. */
  private Optional<String> profiles() {
    return extension("profiles");
  }

  boolean saysProfiles() {
    return profiles().isPresent();
  }

  boolean hasLoadToken() {
    return extension("load-token").isPresent();
  }

  private Optional<String> extension(String name) {
    return Optional.of(text(object(config, "x-settings"), name)).filter(is -> !is.equals(UNSET));
  }

  /** Whether the operator wants Grafana. */
  boolean withGrafana() {
    return Arrays.stream(profiles().orElse("").split(","))
        .map(String::strip)
        .anyMatch(each -> each.equals(GRAFANA) || each.equals("*"));
  }

  /** With Grafana or without. */
  static Map<String, String> profiles(boolean grafana) {
    return Map.of(PROFILES, grafana ? GRAFANA : "");
  }

  String image(String service) {
    return text(object(object(config, "services"), service), "image");
  }

  /**
   * The ports published on loopback, by the variable that sets each: a number, two with a hyphen
   * between them of which the engine chooses, or 0 where it chooses freely. Without those that no
   * variable sets, which are always free.
   */
  Map<String, String> ports(boolean grafana) {
    var ports = new LinkedHashMap<String, String>();
    for (var service : new TreeSet<>(services())) {
      if (grafana || !service.equals(GRAFANA)) {
        list(service, "ports")
            .filter(port -> port.has("published"))
            .forEach(
                port ->
                    ports.put(service.toUpperCase(Locale.ROOT) + "_PORT", text(port, "published")));
      }
    }
    return ports;
  }

  /**
   * A command that gives a volume to the user that a service runs as.
   *
   * @param denied a line that has the folder in it where the service sees the volume
   */
  Optional<String> ownerCommand(String service, String denied) {
    var of = object(object(config, "services"), service);
    return list(service, "volumes")
        .filter(each -> text(each, "type").equals("volume"))
        .filter(each -> denied.contains(text(each, "target")))
        .findFirst()
        .map(
            mount -> {
              var folder = text(mount, "target");
              var volume = text(object(object(config, "volumes"), text(mount, "source")), "name");
              return String.join(
                  " ",
                  "docker run --rm --user 0 --entrypoint chown --volume",
                  volume + ":" + folder,
                  text(of, "image"),
                  "-R",
                  text(of, "user"),
                  folder);
            });
  }

  /** The variables that limit the replicas, as Compose takes them. */
  static Map<String, String> of(Limits limits) {
    return Map.of(
        CPUS,
        BigDecimal.valueOf(limits.cpus()).toPlainString(),
        MEMORY,
        (limits.memoryBytes() >> 20) + "m");
  }

  private Stream<JsonObject> list(String service, String name) {
    var list = object(object(config, "services"), service).getAsJsonArray(name);
    return Optional.ofNullable(list).map(each -> each.asList()).orElse(List.of()).stream()
        .map(JsonElement::getAsJsonObject);
  }

  private static JsonObject object(JsonObject of, String name) {
    return Optional.ofNullable(of.getAsJsonObject(name)).orElse(new JsonObject());
  }

  private static String text(JsonObject of, String name) {
    // Compose prints what it would read as the same again.
    return of.has(name) ? of.get(name).getAsString().replace("$$", "$") : "";
  }
}
