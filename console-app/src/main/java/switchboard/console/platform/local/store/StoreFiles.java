package switchboard.console.platform.local.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.base.Secrets;

/**
 * The folder of one launch's store: its settings, and for an operator the address, with the
 * password, of the user who may do everything. The folder is private to its owner.
 */
public final class StoreFiles {
  /** Whom replicas log in as. */
  private static final String REPLICA = "backend";

  private static final String OPERATOR = "admin";
  private static final String LOOPBACK = "127.0.0.1";

  private final StoreProgram program;
  private final Path configuration;
  private final int port;
  private final String password = Secrets.next();

  private StoreFiles(StoreProgram program, Path configuration, int port) {
    this.program = program;
    this.configuration = configuration;
    this.port = port;
  }

  /**
   * @param folder that is there
   */
  public static StoreFiles write(Path folder, StoreProgram program, int port, Fsync fsync)
      throws IOException {
    var files = new StoreFiles(program, folder.resolve("redis.conf"), port);
    Files.writeString(
        files.configuration,
        String.join("\n", "bind " + LOOPBACK, "port " + port, "dir " + quoted(folder))
            + "\nappendonly yes\nappendfsync "
            + fsync.name().toLowerCase(Locale.ROOT)
            + "\nsave \"\"\n"
            + (program.hasUsers() ? files.users(folder) : "requirepass " + files.password + "\n"),
        StandardCharsets.UTF_8);
    return files;
  }

  private static String quoted(Path folder) {
    return '"' + folder.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String users(Path folder) throws IOException {
    var operatorPassword = Secrets.next();
    Files.writeString(
        folder.resolve("admin-url"),
        address(OPERATOR, operatorPassword) + "\n",
        StandardCharsets.UTF_8);
    return String.join(
        "\n",
        "user default reset off",
        "user " + REPLICA + " on >" + password + " " + rules(),
        "user " + OPERATOR + " on >" + operatorPassword + " ~* &* +@all\n");
  }

  /** What a replica may do, as {@code compose/store/backend.acl} says for every platform. */
  private static String rules() throws IOException {
    try (var file = StoreFiles.class.getResourceAsStream("backend.acl")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.joining(" "));
    }
  }

  public StoreProgram program() {
    return program;
  }

  public List<String> command() {
    return List.of(program.executable().toString(), configuration.toString());
  }

  /** Where replicas find the store, with their password. */
  public String address() {
    return address(program.hasUsers() ? REPLICA : "", password);
  }

  private String address(String user, String secret) {
    return "redis://" + user + ":" + secret + "@" + LOOPBACK + ":" + port;
  }

  /** What a replica logs in with: as AUTH takes it. */
  public String login() {
    return program.hasUsers() ? REPLICA + " " + password : password;
  }

  public int port() {
    return port;
  }
}
