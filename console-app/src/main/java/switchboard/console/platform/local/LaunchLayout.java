package switchboard.console.platform.local;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.Limits;
import switchboard.console.platform.SystemState.Endpoints;
import switchboard.console.platform.base.GatewayCertificate;
import switchboard.console.platform.base.InstallDirectory;
import switchboard.console.platform.base.ManagementPort;
import switchboard.console.platform.base.Secrets;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.local.cgroup.Cgroup;
import switchboard.console.platform.local.store.StoreFiles;
import switchboard.console.platform.local.store.StoreProgram;
import switchboard.console.tls.ServerCertificate;

/**
 * The directory, secrets and ports of one launch, and how each component is started with them.
 * Secrets are generated for every launch and reach children only by their environment and a private
 * file.
 */
final class LaunchLayout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchLayout.class);
  private static final String RULES = "compose/prometheus/alerts.yaml";
  private static final String LOOPBACK = "127.0.0.1";

  /** The folder of the gateway's certificate. */
  private static final String TLS = "tls";

  /** What a replica's JVM begins with, in MiB, unless its heap is to be smaller. */
  private static final long SMALLEST_HEAP = 48;

  /**
   * Small young generations: what lives long is the sockets. C1 alone: all components share the
   * processors, and what C2 saves them it costs while thousands of users join.
   */
  private static final List<String> BACKEND =
      List.of("-Xmn12m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

  /** As in a container: half of what a replica may have is for what is not heap. */
  private static final int HEAPS_IN_MEMORY = 2;

  /**
   * Both compilers, for requests. C2 is done while users join; told to wait, it delays their
   * messages.
   */
  private static final List<String> GATEWAY = List.of("-Xms85m", "-Xmx256m", "-Xmn32m");

  private static final List<String> SIMULATOR =
      List.of("-Xms124m", "-Xmx280m", "-Xmn64m", "-XX:TieredStopAtLevel=1");

  /** What every system's {@code sockaddr_un} holds, in bytes. */
  private static final int LONGEST_SOCKET_PATH = 100;

  private final JavaCommand java;
  private final Path directory;
  private final OkHttpClient http;
  private final String jwtSecret = Secrets.next();
  private final String adminToken = Secrets.next();
  private final String loadToken = Secrets.next();
  private final int heap;
  private final Ports ports = new Ports();
  private final Fsync fsync;
  private final int storePort;
  private final StoreProgram embeddedStore;
  private volatile StoreFiles store;
  private final int gatewayPort;
  private final Map<String, Integer> gateways;
  private final int simulatorPort;
  private final Optional<ServerCertificate> tls;
  private volatile Optional<PrometheusFiles> prometheus;

  /**
   * Chooses ports and lays out the directory; no child of this launch may be running yet.
   *
   * @param directory empty and private to the user
   * @param fsync of the store
   * @param options of whose ports those that are taken are replaced
   * @param storeOnPath what to run as the store instead of the embedded one
   * @param prometheusBinary a Prometheus to run beside the system, if there is one
   * @param certificate of a gateway that serves HTTPS
   */
  LaunchLayout(
      JavaCommand java,
      OkHttpClient http,
      Path directory,
      Fsync fsync,
      LocalPlatform.Options options,
      Optional<StoreProgram> storeOnPath,
      Optional<Path> prometheusBinary,
      Optional<ServerCertificate> certificate)
      throws IOException, InterruptedException {
    this.java = java;
    this.directory = directory;
    this.http = http;
    heap = options.heap().mebibytes();
    this.fsync = fsync;
    storePort = ports.free();
    embeddedStore = StoreProgram.embedded(Files.createDirectories(directory.resolve("store")));
    store = files(storeOnPath.orElse(embeddedStore));
    gatewayPort = ports.preferred(options.ports().gateway());
    gateways = new LinkedHashMap<>();
    for (var name : Gateways.names(java.training())) {
      gateways.put(name, ports.free());
    }
    simulatorPort = ports.preferred(options.ports().simulator());
    if (certificate.isPresent()) {
      GatewayCertificate.write(certificate.get(), directory.resolve(TLS));
    }
    tls = certificate;
    prometheus =
        prometheusBinary.isEmpty()
            ? Optional.empty()
            : Optional.of(
                PrometheusFiles.write(
                    prometheusBinary.get(),
                    directory,
                    ports.preferred(options.ports().prometheus()),
                    rules()));
  }

  /** Those of every platform, in the product's folder. */
  private static Optional<Path> rules() {
    try {
      return Optional.of(InstallDirectory.with(RULES).resolve(RULES));
    } catch (StepFailed e) {
      LOG.warn("Prometheus has no rules: {}", e.getMessage());
      return Optional.empty();
    }
  }

  Endpoints endpoints() {
    return new Endpoints(
        gatewayAddress(),
        address(simulatorPort, ""),
        prometheus.map(files -> address(files.port(), "")));
  }

  /** By a name, where there is a certificate: it need not be for addresses. */
  private URI gatewayAddress() {
    return tls.isPresent()
        ? URI.create("https://" + GatewayCertificate.LOCALHOST + ":" + gatewayPort)
        : address(gatewayPort, "");
  }

  private String tlsFile(String name) {
    return directory.resolve(TLS).resolve(name).toString();
  }

  Optional<PrometheusFiles> prometheus() {
    return prometheus;
  }

  /** Continues without a Prometheus. */
  void dropPrometheus() {
    prometheus = Optional.empty();
  }

  /** The names of the gateways, which share the one port that clients know. */
  Set<String> gateways() {
    return gateways.keySet();
  }

  ManagementPort management(String gateway) {
    return management(gateways.get(gateway));
  }

  ManagementPort management(Replica replica) {
    return management(replica.managementPort());
  }

  private ManagementPort management(int port) {
    return new ManagementPort(http, address(port, "/"), adminToken);
  }

  private StoreFiles files(StoreProgram server) throws IOException {
    return StoreFiles.write(directory.resolve("store"), server, storePort, fsync);
  }

  StoreProgram storeProgram() {
    return store.program();
  }

  /** Continues with the embedded store from its next start. No replica may have been started. */
  void embedStore() throws IOException {
    store = files(embeddedStore);
  }

  ChildSpec store() {
    return new ChildSpec(
        store.command(),
        Map.of(),
        StartupProbe.redis(store.port(), store.login()),
        Optional.empty());
  }

  /** The sockets for the gateways, separated by commas. */
  private static boolean canBeSocket(Path path) {
    var text = path.toString();
    return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH
        && text.chars().noneMatch(c -> c == ',' || Character.isISOControl(c));
  }

  /**
   * A replica that is not started.
   *
   * @param number from 1
   */
  Replica replica(int number) throws IOException {
    var name = "backend-" + number;
    var socket =
        Optional.of(directory.resolve(name + ".sock"))
            .filter(path -> gateways.size() > 1 && canBeSocket(path));
    return new Replica(name, ports.free(), ports.free(), socket);
  }

  /**
   * @param limits what it may use
   * @param cgroup that holds it to them, where there is one
   */
  ChildSpec backend(Replica replica, Optional<Limits> limits, Optional<Cgroup> cgroup) {
    // Without a group of its own it is in the console's: those figures are not a replica's.
    var flags = new ArrayList<>(BACKEND);
    flags.addAll(heap(limits.map(LaunchLayout::heapWithin).orElse((long) heap)));
    var command = Priority.SERVICE.of(java.service("switchboard.chat.Main", directory, flags));
    return new ChildSpec(
        cgroup.map(each -> each.of(command)).orElse(command),
        Map.of(
            "HOST", LOOPBACK,
            "PORT", Integer.toString(replica.port()),
            "MANAGEMENT_PORT", Integer.toString(replica.managementPort()),
            "STORE_URL", store.address(),
            "JWT_SECRET", jwtSecret,
            "ADMIN_TOKEN", adminToken,
            "LOAD_TOKEN", loadToken,
            "REPLICA_NAME", replica.name(),
            "SOCKET", replica.socket().map(Path::toString).orElse(""),
            "CGROUP_ROOT", cgroup.map(each -> each.view().toString()).orElse("")),
        ready(replica.managementPort()),
        Optional.of(metrics(replica.managementPort())),
        limits,
        cgroup);
  }

  /** In MiB. */
  private static long heapWithin(Limits limits) {
    return (limits.memoryBytes() >> 20) / HEAPS_IN_MEMORY;
  }

  private static List<String> heap(long mebibytes) {
    return List.of("-Xms" + Math.min(mebibytes, SMALLEST_HEAP) + "m", "-Xmx" + mebibytes + "m");
  }

  /**
   * @param name one of {@link #gateways}
   * @param replicas those it knows from the start
   */
  ChildSpec gateway(String name, List<Replica> replicas) {
    var managementPort = gateways.get(name);
    var variables =
        new HashMap<>(
            Map.of(
                "HOST", LOOPBACK,
                "PORT", Integer.toString(gatewayPort),
                "SHARED_PORT", Boolean.toString(gateways.size() > 1),
                "MANAGEMENT_PORT", Integer.toString(managementPort),
                "ADMIN_TOKEN", adminToken,
                "REPLICAS",
                    replicas.stream()
                        .map(replica -> replica.name() + "=" + replica.address())
                        .collect(Collectors.joining(","))));
    tls.ifPresent(
        served -> {
          variables.put("TLS_CERTIFICATE", tlsFile("certificate.pem"));
          variables.put("TLS_KEY", tlsFile("key.pem"));
          variables.put("HSTS", Boolean.toString(served.operators()));
        });
    return service(
        Priority.SERVICE.of(
            java.service("switchboard.chat.gateway.GatewayMain", directory, GATEWAY)),
        managementPort,
        variables);
  }

  /** Starts without users: the session sets the load once the system is ready. */
  ChildSpec simulator() {
    var variables =
        new HashMap<>(
            Map.of(
                "HOST",
                LOOPBACK,
                "PORT",
                Integer.toString(simulatorPort),
                "SERVER_URL",
                gatewayAddress().toString(),
                "NUM_USERS",
                "0",
                "LOAD_TOKEN",
                loadToken));
    tls.ifPresent(served -> variables.put("SERVER_CA", tlsFile("authority.pem")));
    return service(
        Priority.LOAD.of(java.service("switchboard.simulator.Main", directory, SIMULATOR)),
        simulatorPort,
        variables);
  }

  ChildSpec prometheus(PrometheusFiles files) {
    return new ChildSpec(
        files.command(),
        Map.of(),
        StartupProbe.http(http, address(files.port(), "/-/ready")),
        Optional.empty());
  }

  /** Gives the ports back. */
  @Override
  public void close() {
    ports.close();
  }

  private ChildSpec service(
      List<String> command, int managementPort, Map<String, String> variables) {
    return new ChildSpec(
        command, variables, ready(managementPort), Optional.of(metrics(managementPort)));
  }

  private StartupProbe ready(int managementPort) {
    return StartupProbe.http(http, address(managementPort, "/health/ready"));
  }

  private static URI metrics(int managementPort) {
    return address(managementPort, "/metrics");
  }

  private static URI address(int port, String path) {
    return URI.create("http://" + LOOPBACK + ":" + port + path);
  }
}
