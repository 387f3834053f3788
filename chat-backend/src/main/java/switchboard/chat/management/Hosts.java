package switchboard.chat.management;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The host names that a server answers to. A web page whose own name was made to point at this
 * machine (DNS rebinding) is to a browser of the same origin as the server, and could use it as its
 * own page does; but its requests say that name in Host. So a server that listens on this machine
 * alone answers to this machine's names ({@code localhost}, {@code *.localhost}, {@code
 * 127.0.0.0/8}, {@code [::1]}, with any port) and to configured ones, and takes nothing from a page
 * of another origin. One that listens on a network has names that it cannot know: it answers to
 * every one, unless some are configured.
 *
 * @param limited whether other hosts than these are refused
 * @param configured beside this machine's own, in lower case and without ports
 */
public record Hosts(boolean limited, Set<String> configured) {
  /** A name or address, in brackets if it is one of IPv6. */
  private static final String HOST = "(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})";

  private static final Pattern AUTHORITY = Pattern.compile(HOST + "(:[0-9]{0,5})?");
  private static final Pattern ORIGIN = Pattern.compile("https?://" + HOST + "(:[0-9]{1,5})?");
  private static final Pattern LOCAL =
      Pattern.compile("(.+\\.)?localhost\\.?|127(\\.[0-9]{1,3}){3}|\\[::1]");

  public Hosts {
    configured = Set.copyOf(configured);
  }

  /**
   * Reads {@code ALLOWED_HOSTS}, names and addresses with commas between them.
   *
   * @param listensOn what the server is bound to
   */
  public static Hosts of(Environment environment, String listensOn) {
    var list = environment.text("ALLOWED_HOSTS", "");
    var configured =
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    if (!configured.stream().allMatch(host -> host.matches(HOST))) {
      throw new InvalidSetting(
          "ALLOWED_HOSTS",
          '"' + list + '"',
          "host names or addresses without ports, with commas between them");
    }
    var local = isLocal(listensOn) || listensOn.equals("::1");
    return new Hosts(local || !configured.isEmpty(), configured);
  }

  /** The problem that refuses a request; empty when it is to be answered. */
  public Optional<Problem> problem(HttpServerRequest request) {
    var hosts = request.headers().getAll("Host");
    var host = AUTHORITY.matcher(hosts.size() == 1 ? hosts.getFirst() : "");
    if (!host.matches()) {
      return Optional.of(
          Problem.of(
              ProblemCode.INVALID_HOST,
              "The request needs one Host header with a host name or address."));
    }
    if (limited && !serves(host.group(1))) {
      return Optional.of(
          Problem.of(
              ProblemCode.MISDIRECTED,
              "This server is not the host that was asked for; ALLOWED_HOSTS can name it."));
    }
    if (limited && !request.headers().getAll("Origin").stream().allMatch(this::servesOrigin)) {
      return Optional.of(
          Problem.of(
              403,
              ProblemCode.MISDIRECTED,
              "This server takes nothing from pages of other origins; ALLOWED_HOSTS can name"
                  + " them."));
    }
    return Optional.empty();
  }

  private boolean servesOrigin(String origin) {
    var matcher = ORIGIN.matcher(origin);
    return matcher.matches() && serves(matcher.group(1));
  }

  private boolean serves(String host) {
    return isLocal(host) || configured.contains(host.toLowerCase(Locale.ROOT));
  }

  private static boolean isLocal(String host) {
    return LOCAL.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
