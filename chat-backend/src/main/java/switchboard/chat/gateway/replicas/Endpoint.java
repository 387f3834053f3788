package switchboard.chat.gateway.replicas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** A replica of the configured list: a name of 1 to 64 of [A-Za-z0-9._-] and an address. */
public record Endpoint(String name, Address address) {
  static final int MAX_MEMBERS = 256;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public Endpoint {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is not a valid replica name: expected 1 to 64 of A-Z a-z 0-9 . _ -");
    }
  }

  /**
   * Reads {@code name=host:port,name=host:port}; blank means no replicas.
   *
   * @throws IllegalArgumentException with a sentence that says what was found and expected
   */
  public static List<Endpoint> parseList(String text) {
    var members = new ArrayList<Endpoint>();
    if (!text.isBlank()) {
      for (var entry : text.split(",", -1)) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException(
              "\"" + entry + "\" is not a replica: expected name=host:port");
        }
        members.add(
            new Endpoint(
                entry.substring(0, equals).trim(),
                Address.parse(entry.substring(equals + 1).trim())));
      }
    }
    return checked(members);
  }

  /** The same list, or an {@link IllegalArgumentException} when it is too long or names repeat. */
  public static List<Endpoint> checked(List<Endpoint> members) {
    if (members.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException(
          members.size() + " replicas are too many: at most " + MAX_MEMBERS);
    }
    var names = new HashSet<String>();
    for (var member : members) {
      if (!names.add(member.name())) {
        throw new IllegalArgumentException("replica " + member.name() + " is listed twice");
      }
    }
    return List.copyOf(members);
  }
}
