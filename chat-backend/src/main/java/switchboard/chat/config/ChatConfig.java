package switchboard.chat.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import switchboard.chat.management.Environment;
import switchboard.chat.management.Hosts;
import switchboard.chat.management.InvalidSetting;
import switchboard.chat.management.UnsentBytes;
import switchboard.chat.request.AddressLimits;
import switchboard.chat.store.Retention;
import switchboard.chat.store.connection.StoreAddress;

/**
 * The settings of one replica.
 *
 * @param port of the Chat API; 0 means any free one, as for {@code managementPort}
 * @param jwtSecret signs session tokens; the same on every replica
 * @param loadToken with which sessions are opened that the limits for each address do not count for
 * @param publicRead whether messages can be read without a token
 * @param cgroupRoot where control groups are mounted; empty when this process shares its group with
 *     others, so that the group's figures are not its own
 * @param messagesPerSecond what one user may send through this replica
 * @param perAddress what all clients of one address may do
 * @param maxRooms how many rooms may have messages
 * @param retention what the store keeps: {@code KEPT_PER_ROOM}, {@code KEPT_FOR}, {@code
 *     KEPT_IN_LOG}
 * @param unsentBytes what all clients together may leave unread before some are closed
 * @param socket path of a Unix domain socket on which the Chat API is served besides; what lies
 *     there is replaced
 * @param hosts that both ports answer to
 */
public record ChatConfig(
    String host,
    int port,
    int managementPort,
    StoreAddress store,
    String jwtSecret,
    String adminToken,
    Optional<String> loadToken,
    String replicaName,
    boolean publicRead,
    Optional<Path> cgroupRoot,
    int messagesPerSecond,
    AddressLimits.Settings perAddress,
    int maxRooms,
    Retention retention,
    long unsentBytes,
    Optional<Path> socket,
    Hosts hosts) {

  /** The longest path that fits into {@code sockaddr_un} on every system. */
  private static final int LONGEST_SOCKET_PATH = 100;

  /** Reads and checks every setting. */
  public static ChatConfig from(Environment environment) {
    var host = environment.host("HOST", "127.0.0.1");
    return new ChatConfig(
        host,
        environment.port("PORT", 5001),
        environment.port("MANAGEMENT_PORT", 5002),
        StoreAddress.from(environment),
        environment.secret("JWT_SECRET", 32),
        environment.secret("ADMIN_TOKEN", 16),
        environment.optionalSecret("LOAD_TOKEN", 16),
        replicaName(environment),
        environment.flag("PUBLIC_READ", false),
        Optional.of(environment.text("CGROUP_ROOT", "/sys/fs/cgroup"))
            .filter(root -> !root.isEmpty())
            .map(Path::of),
        environment.integer("MESSAGES_PER_SECOND", 20, 1, 100_000),
        AddressLimits.Settings.from(environment),
        environment.integer("MAX_ROOMS", 100_000, 1, 100_000_000),
        new Retention(
            environment.integer("KEPT_PER_ROOM", 5_000, 1, 1_000_000),
            environment.duration(
                "KEPT_FOR", Duration.ofDays(30), Duration.ofSeconds(1), Duration.ofDays(3_650)),
            environment.integer("KEPT_IN_LOG", 50_000, 100, 10_000_000)),
        UnsentBytes.setting(environment),
        socket(environment.text("SOCKET", "")),
        Hosts.of(environment, host));
  }

  private static Optional<Path> socket(String path) {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (!path.startsWith("/") || path.length() > LONGEST_SOCKET_PATH) {
      throw new InvalidSetting(
          "SOCKET",
          "\"" + path + "\"",
          "an absolute path of at most " + LONGEST_SOCKET_PATH + " characters");
    }
    return Optional.of(Path.of(path));
  }

  private static String replicaName(Environment environment) {
    var given = environment.text("REPLICA_NAME", "");
    var name = given.isEmpty() ? hostName() : given;
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new InvalidSetting(
          "REPLICA_NAME",
          '"' + name + '"',
          "1 to 64 letters, digits, dots, underscores or hyphens");
    }
    return name;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "backend";
    }
  }

  /** Everything but the secrets. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        ("name %s, host %s, port %d, management port %d, store %s, public read %s, cgroup"
            + " root %s, %d messages/s a user, %s, at most %d"
            + " rooms, load token %s, kept: %d messages a room for %d s, %d in the"
            + " log, %d bytes unsent"),
        replicaName,
        host,
        port,
        managementPort,
        store,
        publicRead,
        cgroupRoot.map(Path::toString).orElse("none"),
        messagesPerSecond,
        perAddress,
        maxRooms,
        loadToken.isPresent() ? "set" : "not set",
        retention.perRoom(),
        retention.age().toSeconds(),
        retention.inLog(),
        unsentBytes);
  }
}
