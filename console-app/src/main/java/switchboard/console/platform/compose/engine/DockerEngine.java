package switchboard.console.platform.compose.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.base.ContainerLog;
import switchboard.console.platform.base.StepFailed;

/**
 * The Docker Engine, asked over its own API about one installation's Compose project. Any thread
 * may call.
 */
public final class DockerEngine implements Closeable {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_LOG_LINES = 5_000;

  /** Referenced, so that its level stays. The library logs every attempt to connect. */
  private static final java.util.logging.Logger LIBRARY =
      java.util.logging.Logger.getLogger("com.github.dockerjava");

  static {
    LIBRARY.setLevel(java.util.logging.Level.WARNING);
  }

  private final EngineAddress address;
  private final Installation installation;
  private final DockerClient calls;

  /** Apart, because an event stream is silent for as long as nothing happens. */
  private final DockerClient streams;

  /** What the engine's machine has, once that was asked. */
  private volatile Optional<Limits> machine = Optional.empty();

  private DockerEngine(EngineAddress address, Installation installation) {
    this.address = address;
    this.installation = installation;
    calls = client(address, Optional.of(ANSWER_TIMEOUT));
    streams = client(address, Optional.empty());
  }

  private static DockerClient client(EngineAddress address, Optional<Duration> answerTimeout) {
    var configuration =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.uri().toString())
            .withDockerTlsVerify(false)
            .build();
    var transport =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address.uri())
            .connectionTimeout(CONNECT_TIMEOUT);
    address.tls().ifPresent(transport::sslConfig);
    answerTimeout.ifPresent(transport::responseTimeout);
    return DockerClientImpl.getInstance(configuration, transport.build());
  }

  /** Connects, and says why when no engine answers there. */
  public static DockerEngine connect(EngineAddress address, Installation installation)
      throws StepFailed {
    address.checkSupported();
    var socket = address.socket();
    if (socket.isPresent() && Files.exists(socket.get()) && !Files.isWritable(socket.get())) {
      throw new StepFailed(
          "this user may not use Docker Engine at " + socket.get(),
          "Join the docker group (sudo usermod -aG docker $USER) and log in again.",
          "from " + address.origin());
    }
    var engine = new DockerEngine(address, installation);
    try {
      engine.calls.pingCmd().exec();
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw new StepFailed(
          "Docker Engine does not respond at " + address.uri() + " (" + address.origin() + ")",
          "Start it (sudo systemctl start docker, or Docker Desktop), or choose another context.",
          e.toString());
    }
  }

  public EngineAddress address() {
    return address;
  }

  public String version() {
    return calls.versionCmd().exec().getVersion();
  }

  /** Where the engine keeps images and volumes, when that is a folder of this machine. */
  public Optional<Path> dataFolder() {
    return Optional.ofNullable(calls.infoCmd().exec().getDockerRootDir())
        .map(Path::of)
        .filter(folder -> address.socket().isPresent() && Files.isDirectory(folder));
  }

  public boolean hasImage(String name) {
    try {
      calls.inspectImageCmd(name).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Every container of this installation, whatever its state. */
  public List<Container> containers() {
    var found = new ArrayList<Container>();
    var listed = calls.listContainersCmd().withShowAll(true).withLabelFilter(ownLabels()).exec();
    for (var each : listed) {
      if (!each.getLabels().getOrDefault(Container.ONE_OFF, "").equalsIgnoreCase("true")
          && installation.owns(each.getLabels())) {
        inspect(each.getId()).ifPresent(found::add);
      }
    }
    return found;
  }

  /** What the engine can filter by; the files that a container was made of it cannot. */
  private Map<String, String> ownLabels() {
    return Map.of(
        Container.PROJECT, installation.project(), Installation.LABEL, Installation.PRODUCT);
  }

  private Optional<InspectContainerResponse> seen(String id) {
    try {
      return Optional.of(calls.inspectContainerCmd(id).exec());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** Empty when there is no such container any more, and for one that is somebody else's. */
  public Optional<Container> inspect(String id) {
    return seen(id)
        .filter(seen -> installation.owns(labels(seen)))
        .map(seen -> Container.of(seen, machine()));
  }

  /**
   * A container of this product, of whichever installation: an id is never used again. Empty when
   * there is no such container any more.
   */
  public Optional<Container> ofProduct(String id) {
    return seen(id)
        .filter(seen -> Installation.isProducts(labels(seen)))
        .map(seen -> Container.of(seen, machine()));
  }

  /** What a container's health check printed last; empty where it has none, or has not run yet. */
  public Optional<String> lastCheck(String id) {
    return seen(id)
        .map(seen -> seen.getState().getHealth())
        .map(HealthState::getLog)
        .filter(log -> !log.isEmpty())
        .map(log -> Objects.requireNonNullElse(log.getLast().getOutput(), ""));
  }

  /** The variables of a container's environment; none when there is no such container any more. */
  public Map<String, String> environment(String id) {
    var variables = new HashMap<String, String>();
    for (var line : seen(id).map(seen -> seen.getConfig().getEnv()).orElse(new String[0])) {
      var equals = line.indexOf('=');
      if (equals > 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return variables;
  }

  private static Map<String, String> labels(InspectContainerResponse seen) {
    return Objects.requireNonNullElse(seen.getConfig().getLabels(), Map.of());
  }

  /** What a container may use: all of the machine where it is not limited. */
  public Limits ceiling(String id) {
    var host = calls.inspectContainerCmd(id).exec().getHostConfig();
    var nanoCpus = Objects.requireNonNullElse(host.getNanoCPUs(), 0L);
    var memory = Objects.requireNonNullElse(host.getMemory(), 0L);
    return new Limits(
        nanoCpus > 0 ? nanoCpus / 1e9 : machine().cpus(),
        memory > 0 ? memory : machine().memoryBytes());
  }

  private Limits machine() {
    if (machine.isEmpty()) {
      var info = calls.infoCmd().exec();
      machine = Optional.of(new Limits(info.getNCPU(), info.getMemTotal()));
    }
    return machine.get();
  }

  /** What is called as the system's own, and is not. */
  public ForeignResources foreign(Set<String> services, Set<String> networks, Set<String> volumes) {
    return ForeignResources.find(calls, installation, services, networks, volumes);
  }

  /** Removes a container that has ended. */
  public void remove(String id) {
    calls.removeContainerCmd(id).exec();
  }

  /** Removes those of these volumes that the product has made. */
  public void removeVolumes(Set<String> names) {
    var found = calls.listVolumesCmd().withFilter("label", List.of(ownLabel())).exec();
    for (var volume :
        Objects.requireNonNullElse(found.getVolumes(), List.<InspectVolumeResponse>of())) {
      if (names.contains(volume.getName())) {
        calls.removeVolumeCmd(volume.getName()).exec();
      }
    }
  }

  private static String ownLabel() {
    return Installation.LABEL + "=" + Installation.PRODUCT;
  }

  /**
   * Listens to what happens to the containers of the project that are the product's.
   *
   * @param since what happened from then on and the engine remembers is reported first
   * @param ended called once, when no more will be reported; not after a close
   */
  public Closeable events(Instant since, Consumer<ContainerEvent> changes, Runnable ended) {
    return streams
        .eventsCmd()
        .withSince(
            since.getEpochSecond() + "." + String.format(Locale.ROOT, "%09d", since.getNano()))
        .withEventTypeFilter("container")
        .withLabelFilter(ownLabels())
        .exec(new EventStream(changes, ended));
  }

  /**
   * What a container has consumed; empty when it does not run. The engine takes a second or two,
   * for it looks twice.
   */
  public Optional<ResourceReading> consumption(String id) {
    try (var stats = new ContainerStats()) {
      streams
          .statsCmd(id)
          .withNoStream(true)
          .exec(stats)
          .awaitCompletion(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return stats.consumption();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException | DockerException e) {
      return Optional.empty();
    }
  }

  /**
   * The newest {@value #MAX_LOG_LINES} lines of a container, of all its incarnations, that are not
   * older than that.
   */
  public List<LogLine> logs(String id, String instance, Instant since) throws IOException {
    var lines = new ContainerLog(instance);
    try {
      streams
          .logContainerCmd(id)
          .withStdOut(true)
          .withStdErr(true)
          .withTimestamps(true)
          .withTail(MAX_LOG_LINES)
          // In whole seconds; the rest is left out below.
          .withSince(Math.toIntExact(since.getEpochSecond()))
          .exec(
              new ResultCallback.Adapter<Frame>() {
                @Override
                public void onNext(Frame frame) {
                  lines.add(new String(frame.getPayload(), StandardCharsets.UTF_8));
                }
              })
          .awaitCompletion(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (DockerException e) {
      throw new IOException(e);
    }
    return lines.newest(MAX_LOG_LINES).stream().filter(line -> !line.at().isBefore(since)).toList();
  }

  /** Limits a container, immediately if it runs. No swap: too little memory shows as what it is. */
  public void limit(String id, Limits limits) {
    calls
        .updateContainerCmd(id)
        .withNanoCPUs(Math.round(limits.cpus() * 1e9))
        .withMemory(limits.memoryBytes())
        .withMemorySwap(limits.memoryBytes())
        .exec();
  }

  /** Stops a container gracefully, and returns when it has ended; one that has ended stays so. */
  public void stop(String id, Duration grace) {
    try {
      calls.stopContainerCmd(id).withTimeout((int) grace.toSeconds()).exec();
    } catch (NotModifiedException e) {
      // It had ended before.
    }
  }

  /** Starts a container that was stopped; a running one keeps running. */
  public void start(String id) {
    try {
      calls.startContainerCmd(id).exec();
    } catch (NotModifiedException e) {
      // It runs.
    }
  }

  public void pause(String id) {
    calls.pauseContainerCmd(id).exec();
  }

  public void unpause(String id) {
    calls.unpauseContainerCmd(id).exec();
  }

  /**
   * Sends SIGKILL from a short-lived container that sees the processes of the engine's machine:
   * where the console is not allowed to, or not there.
   *
   * @param image with a shell in it
   */
  public void killFromOutside(String image, long pid) throws IOException {
    var killer =
        calls
            .createContainerCmd(image)
            .withUser("0")
            // An image that Compose built carries the project's labels: this is not one of its
            // components.
            .withLabels(Map.of(Container.PROJECT, installation.project() + "-kill"))
            .withEntrypoint("/bin/sh", "-c", "kill -9 " + pid)
            .withHostConfig(HostConfig.newHostConfig().withPidMode("host").withUsernsMode("host"))
            .exec()
            .getId();
    try {
      calls.startContainerCmd(killer).exec();
      var code =
          streams
              .waitContainerCmd(killer)
              .start()
              .awaitStatusCode(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (!Objects.equals(code, 0)) {
        throw new IOException("kill -9 " + pid + " ended with exit code " + code);
      }
    } catch (DockerException e) {
      throw new IOException(e);
    } finally {
      calls.removeContainerCmd(killer).withForce(true).exec();
    }
  }

  @Override
  public void close() {
    try {
      calls.close();
      streams.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The connection to Docker Engine cannot be closed", e);
    }
  }
}
