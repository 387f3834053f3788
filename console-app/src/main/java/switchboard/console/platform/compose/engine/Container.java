package switchboard.console.platform.compose.engine;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Role;

/**
 * One container of the project as the engine describes it.
 *
 * @param number of the container among its service's, from 1
 * @param image its id
 * @param imageName as the Compose file names it: {@code valkey/valkey:9.0.1}
 * @param startedAt of the present or last incarnation; {@link Instant#EPOCH} if never
 * @param finishedAt of the last incarnation that ended; {@link Instant#EPOCH} if none has
 * @param exitCode of the last incarnation; 0 while one runs
 * @param restarts by the engine's restart policy
 * @param pid on the engine's machine; 0 when it does not run
 * @param address on one of the project's networks, while it runs
 * @param published ports on the engine's machine by port in the container
 * @param limits empty unless both CPU and memory are limited
 */
public record Container(
    String id,
    String service,
    int number,
    String image,
    String imageName,
    Status status,
    Health health,
    Instant startedAt,
    Instant finishedAt,
    int exitCode,
    boolean oomKilled,
    int restarts,
    long pid,
    Optional<String> address,
    Map<Integer, Integer> published,
    Optional<Limits> limits) {

  /** What Compose writes on each container. */
  static final String PROJECT = "com.docker.compose.project";

  static final String SERVICE = "com.docker.compose.service";
  static final String NUMBER = "com.docker.compose.container-number";
  static final String ONE_OFF = "com.docker.compose.oneoff";

  /** Where the engine sees it in its life. */
  public enum Status {
    CREATED,
    RUNNING,
    PAUSED,
    RESTARTING,
    REMOVING,
    EXITED,
    DEAD
  }

  /** What its health check says. */
  public enum Health {
    /** No health check, or none while it does not run. */
    NONE,
    STARTING,
    HEALTHY,
    UNHEALTHY
  }

  public Container {
    Objects.requireNonNull(id);
    Objects.requireNonNull(service);
    Objects.requireNonNull(image);
    Objects.requireNonNull(imageName);
    Objects.requireNonNull(status);
    Objects.requireNonNull(health);
    Objects.requireNonNull(startedAt);
    Objects.requireNonNull(finishedAt);
    Objects.requireNonNull(address);
    published = Map.copyOf(published);
    Objects.requireNonNull(limits);
  }

  /** The part it is, or empty for what the console does not show, as Grafana. */
  public Optional<Role> role() {
    return Role.ofInstance(service);
  }

  /** The instance's name: {@code backend-2}, {@code store}. */
  public String name() {
    return name(service, number);
  }

  public static String name(String service, int number) {
    return service.equals(Role.BACKEND.label()) ? service + "-" + number : service;
  }

  public boolean alive() {
    return status == Status.RUNNING || status == Status.PAUSED;
  }

  /** Runs, and its health check, if it has one, agrees. */
  public boolean ready() {
    return status == Status.RUNNING && (health == Health.HEALTHY || health == Health.NONE);
  }

  /**
   * Reads what the engine says.
   *
   * @param machine what it has: limits of that are none, for the engine cannot take memory limits
   *     away, only raise them
   */
  static Container of(InspectContainerResponse seen, Limits machine) {
    var state = seen.getState();
    var labels = Optional.ofNullable(seen.getConfig().getLabels()).orElse(Map.of());
    var status = status(state.getStatus());
    return new Container(
        seen.getId(),
        labels.getOrDefault(SERVICE, ""),
        Integer.parseInt(labels.getOrDefault(NUMBER, "1")),
        Optional.ofNullable(seen.getImageId()).orElse(""),
        Optional.ofNullable(seen.getConfig().getImage()).orElse(""),
        status,
        state.getHealth() == null ? Health.NONE : health(state.getHealth().getStatus()),
        time(state.getStartedAt()),
        time(state.getFinishedAt()),
        Optional.ofNullable(state.getExitCodeLong()).orElse(0L).intValue(),
        Boolean.TRUE.equals(state.getOOMKilled()),
        Optional.ofNullable(seen.getRestartCount()).orElse(0),
        Optional.ofNullable(state.getPidLong()).orElse(0L),
        address(seen),
        published(seen),
        limits(seen)
            .filter(
                each ->
                    each.cpus() < machine.cpus() || each.memoryBytes() < machine.memoryBytes()));
  }

  private static Optional<Limits> limits(InspectContainerResponse seen) {
    var host = Optional.ofNullable(seen.getHostConfig());
    var nanoCpus = host.map(HostConfig::getNanoCPUs).orElse(0L);
    var memory = host.map(HostConfig::getMemory).orElse(0L);
    return nanoCpus > 0 && memory > 0
        ? Optional.of(new Limits(nanoCpus / 1e9, memory))
        : Optional.empty();
  }

  /** States and healths of engines to come are not known here: what runs is then taken to run. */
  private static Status status(String word) {
    for (var status : Status.values()) {
      if (status.name().equalsIgnoreCase(word)) {
        return status;
      }
    }
    return Status.RUNNING;
  }

  static Health health(String word) {
    return switch (Objects.requireNonNullElse(word, "").toLowerCase(Locale.ROOT)) {
      case "starting" -> Health.STARTING;
      case "healthy" -> Health.HEALTHY;
      case "unhealthy" -> Health.UNHEALTHY;
      default -> Health.NONE;
    };
  }

  /** The engine writes the year 1 for never. */
  private static Instant time(String text) {
    if (text == null || text.isEmpty() || text.startsWith("0001-")) {
      return Instant.EPOCH;
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Optional<String> address(InspectContainerResponse seen) {
    if (seen.getNetworkSettings() == null || seen.getNetworkSettings().getNetworks() == null) {
      return Optional.empty();
    }
    return new TreeMap<>(seen.getNetworkSettings().getNetworks())
        .values().stream()
            .map(network -> Objects.requireNonNullElse(network.getIpAddress(), ""))
            .filter(address -> !address.isEmpty())
            .findFirst();
  }

  private static Map<Integer, Integer> published(InspectContainerResponse seen) {
    var ports = new HashMap<Integer, Integer>();
    if (seen.getNetworkSettings() != null && seen.getNetworkSettings().getPorts() != null) {
      seen.getNetworkSettings()
          .getPorts()
          .getBindings()
          .forEach(
              (inside, bindings) -> {
                if (bindings != null && bindings.length > 0) {
                  ports.put(inside.getPort(), Integer.valueOf(bindings[0].getHostPortSpec()));
                }
              });
    }
    return ports;
  }
}
