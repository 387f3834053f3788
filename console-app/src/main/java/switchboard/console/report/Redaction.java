package switchboard.console.report;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.platform.Role;

/**
 * Leaves out of a text what tells on whose machine a run was: names of host and user, absolute
 * paths, addresses of other machines. Messages of failures have all of these.
 */
public final class Redaction {
  /** "/api/messages" is no path of this machine: only those that begin like one are. */
  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w.:/-])(?:file:/{1,3})?(?:[A-Za-z]:[\\\\/]|/(?:bin|boot|data|dev|etc|home|lib|mnt"
              + "|opt|private|proc|root|run|srv|sys|tmp|usr|Users|var|work|Volumes)(?=/|\\b))"
              + "[^\\s,;'\"()<>]*");

  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\w.])(?!127\\.)(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.])");

  /** Eight groups, or fewer with a gap: no time of day is one. The loopback address may stay. */
  private static final Pattern ADDRESS_6 =
      Pattern.compile(
          "(?<![\\w:.])(?!::1(?![\\w:]))(?=[0-9a-fA-F:]*::|(?:[0-9a-fA-F]{1,4}:){7})"
              + "[0-9a-fA-F:]{3,39}(?:%\\w+)?(?![\\w:])");

  /** Words with dots between them may be the name of a host: only those that are none may stay. */
  private static final Pattern DOTTED =
      Pattern.compile("(?<![\\w./-])(?:[A-Za-z0-9_-]+\\.)+[A-Za-z]{2,}(?![\\w-]|\\.\\w)");

  /** Names of figures, own and Java's packages, and files by their ending. */
  private static final Pattern NO_HOST =
      Pattern.compile(
          "(?:requests|deliveries|messages|users|replicas)\\.\\w+"
              + "|(?:switchboard|java|javax|jdk|sun|io\\.netty|io\\.vertx|okhttp3)\\..*"
              + "|.*\\.\\w*[A-Z]\\w*"
              + "|.*\\.(?:aof|conf|csv|hlog|html|jar|java|js|json|jsonl|log|om|pem|rdb|sock|swb|txt"
              + "|yaml|yml)");

  /** Names that say nothing of anybody, and are words of a report. */
  private static final Set<String> COMMON =
      Stream.concat(
              Arrays.stream(Role.values()).map(Role::label),
              Stream.of("localhost", "root", "user", "users", "switchboard"))
          .collect(Collectors.toUnmodifiableSet());

  private static final int SHORTEST_NAME = 3;

  private final List<String> folders;
  private final List<Pattern> names;

  /**
   * @param names of the host and the user; words that every report has are left alone
   * @param folders whose paths are left out wherever they are
   */
  Redaction(List<String> names, List<Path> folders) {
    this.folders =
        folders.stream()
            .map(folder -> folder.toAbsolutePath().toString())
            .filter(folder -> folder.length() > 1)
            .toList();
    this.names =
        names.stream()
            .filter(name -> name.length() >= SHORTEST_NAME && !COMMON.contains(name))
            .map(
                name ->
                    Pattern.compile(
                        "(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])",
                        Pattern.CASE_INSENSITIVE))
            .toList();
  }

  /** Of texts that name no particular machine or user. */
  static final Redaction OF_NOBODY = new Redaction(List.of(), List.of());

  /** Of the machine and the user that this runs on. */
  public static Redaction ofThisMachine() {
    return new Redaction(
        Stream.concat(
                hostName().stream(),
                Stream.of(
                        System.getenv("HOSTNAME"),
                        System.getenv("COMPUTERNAME"),
                        System.getProperty("user.name"))
                    .filter(Objects::nonNull))
            .distinct()
            .toList(),
        Stream.of("user.home", "user.dir", "java.io.tmpdir")
            .map(System::getProperty)
            .map(Path::of)
            .toList());
  }

  private static Optional<String> hostName() {
    try {
      return Optional.of(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
    } catch (IOException e) {
      return hostNameOfTheNetwork();
    }
  }

  /** Where the kernel does not tell it in a file. */
  private static Optional<String> hostNameOfTheNetwork() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      // Then the variables tell, or nothing.
      return Optional.empty();
    }
  }

  /** The text without them; null for null. */
  public String of(String text) {
    if (text == null) {
      return null;
    }
    var left = text;
    for (var folder : folders) {
      left = left.replaceAll(Pattern.quote(folder) + "[^\\s,;'\"()<>]*", "(path)");
    }
    left = PATH.matcher(left).replaceAll("(path)");
    left = ADDRESS.matcher(left).replaceAll("(address)");
    left = ADDRESS_6.matcher(left).replaceAll("(address)");
    left =
        DOTTED
            .matcher(left)
            .replaceAll(
                found ->
                    NO_HOST.matcher(found.group()).matches()
                        ? Matcher.quoteReplacement(found.group())
                        : "(name)");
    for (var name : names) {
      left = name.matcher(left).replaceAll("(name)");
    }
    return left;
  }
}
