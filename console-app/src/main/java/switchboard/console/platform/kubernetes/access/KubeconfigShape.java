package switchboard.console.platform.kubernetes.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What may stand in a kubeconfig, and as what: a wrong kind of value is refused, null, empty text
 * and false are as good as not there, and what is not known is passed over. Source: the type Config
 * in k8s.io/client-go/tools/clientcmd/api/v1.
 */
final class KubeconfigShape {
  private static final String MERGE = "<<";
  private static final String ANY_NAME = "*";

  /** As YAML 1.1 has them, which kubectl reads. */
  private static final Set<String> YES = Set.of("y", "yes", "on", "true");

  private static final Set<String> NO = Set.of("n", "no", "off", "false");

  private enum Leaf {
    TEXT,
    FLAG,
    ANYTHING
  }

  private static final List<?> EXTENSIONS =
      List.of(Map.of("name", Leaf.TEXT, "extension", Leaf.ANYTHING));

  private static final Map<String, ?> CLUSTER =
      Map.of(
          "server", Leaf.TEXT,
          "tls-server-name", Leaf.TEXT,
          "insecure-skip-tls-verify", Leaf.FLAG,
          "certificate-authority", Leaf.TEXT,
          "certificate-authority-data", Leaf.TEXT,
          "proxy-url", Leaf.TEXT,
          "disable-compression", Leaf.FLAG,
          "extensions", EXTENSIONS);

  private static final Map<String, ?> EXEC =
      Map.of(
          "command", Leaf.TEXT,
          "args", List.of(Leaf.TEXT),
          "env", List.of(Map.of("name", Leaf.TEXT, "value", Leaf.TEXT)),
          "apiVersion", Leaf.TEXT,
          "installHint", Leaf.TEXT,
          "provideClusterInfo", Leaf.FLAG,
          "interactiveMode", Leaf.TEXT);

  private static final Map<String, ?> USER =
      Map.ofEntries(
          Map.entry("client-certificate", Leaf.TEXT),
          Map.entry("client-certificate-data", Leaf.TEXT),
          Map.entry("client-key", Leaf.TEXT),
          Map.entry("client-key-data", Leaf.TEXT),
          Map.entry("token", Leaf.TEXT),
          Map.entry("tokenFile", Leaf.TEXT),
          Map.entry("as", Leaf.TEXT),
          Map.entry("as-uid", Leaf.TEXT),
          Map.entry("as-groups", List.of(Leaf.TEXT)),
          Map.entry("as-user-extra", Map.of(ANY_NAME, List.of(Leaf.TEXT))),
          Map.entry("username", Leaf.TEXT),
          Map.entry("password", Leaf.TEXT),
          Map.entry(
              "auth-provider", Map.of("name", Leaf.TEXT, "config", Map.of(ANY_NAME, Leaf.TEXT))),
          Map.entry("exec", EXEC),
          Map.entry("extensions", EXTENSIONS));

  private static final Map<String, ?> CONTEXT =
      Map.of(
          "cluster", Leaf.TEXT,
          "user", Leaf.TEXT,
          "namespace", Leaf.TEXT,
          "extensions", EXTENSIONS);

  private static final Map<String, ?> FILE =
      Map.ofEntries(
          Map.entry("apiVersion", Leaf.TEXT),
          Map.entry("kind", Leaf.TEXT),
          Map.entry("current-context", Leaf.TEXT),
          Map.entry("clusters", List.of(Map.of("name", Leaf.TEXT, "cluster", CLUSTER))),
          Map.entry("users", List.of(Map.of("name", Leaf.TEXT, "user", USER))),
          Map.entry("contexts", List.of(Map.of("name", Leaf.TEXT, "context", CONTEXT))));

  private KubeconfigShape() {}

  /** Not of this shape; the message says where, and what is there instead. */
  static final class Misshapen extends Exception {
    private static final long serialVersionUID = 1L;

    Misshapen(String message) {
      super(message);
    }
  }

  /** A whole file, of which everything is there that may be null in it. */
  static Map<String, Object> file(Map<?, ?> read) throws Misshapen {
    return Yaml.asMap((Map<?, ?>) shaped(read, FILE, ""));
  }

  private static Object shaped(Object value, Object shape, String where) throws Misshapen {
    if (shape instanceof Leaf leaf) {
      return leaf(value, leaf, where);
    }
    if (shape instanceof List<?> each) {
      return list(value, each.getFirst(), where);
    }
    return object(value, (Map<?, ?>) shape, where);
  }

  private static Object leaf(Object value, Leaf leaf, String where) throws Misshapen {
    return switch (leaf) {
      case ANYTHING -> value == null ? Map.of() : value;
      case TEXT -> {
        if (value != null && !(value instanceof String)) {
          throw wrong(where, value, "a text");
        }
        yield value == null ? "" : value;
      }
      case FLAG -> {
        var said = value == null ? "false" : String.valueOf(value).toLowerCase(Locale.ROOT);
        if (!YES.contains(said) && !NO.contains(said)) {
          throw wrong(where, value, "true or false");
        }
        yield YES.contains(said);
      }
    };
  }

  private static List<Object> list(Object value, Object shape, String where) throws Misshapen {
    if (value != null && !(value instanceof List<?>)) {
      throw wrong(where, value, "a list");
    }
    var all = new ArrayList<Object>();
    if (value instanceof List<?> list) {
      for (var each : list) {
        all.add(shaped(each, shape, where + "[" + all.size() + "]"));
      }
    }
    return all;
  }

  private static Map<String, Object> object(Object value, Map<?, ?> shape, String where)
      throws Misshapen {
    if (value != null && !(value instanceof Map<?, ?>)) {
      throw wrong(where, value, "an object");
    }
    var all = new LinkedHashMap<String, Object>();
    if (value instanceof Map<?, ?> map) {
      for (var field : merged(map).entrySet()) {
        var name = String.valueOf(field.getKey());
        var expected = shape.containsKey(ANY_NAME) ? shape.get(ANY_NAME) : shape.get(name);
        if (expected != null) {
          var there =
              shaped(field.getValue(), expected, where.isEmpty() ? name : where + "." + name);
          if (!isEmpty(there)) {
            all.put(name, there);
          }
        }
      }
    }
    return all;
  }

  private static boolean isEmpty(Object value) {
    return value.equals("")
        || value.equals(false)
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  /** The merge key of YAML 1.1: what the object itself says comes first. */
  private static Map<?, ?> merged(Map<?, ?> map) {
    var bases =
        switch (map.get(MERGE)) {
          case Map<?, ?> one -> List.of(one);
          case List<?> several -> several;
          case null, default -> List.of();
        };
    var all = new LinkedHashMap<Object, Object>(map);
    all.remove(MERGE);
    for (var base : bases) {
      if (base instanceof Map<?, ?> there) {
        merged(there).forEach(all::putIfAbsent);
      }
    }
    return all;
  }

  private static Misshapen wrong(String where, Object value, String expected) {
    var is =
        switch (value) {
          case Map<?, ?> map -> "an object";
          case List<?> list -> "a list";
          case Boolean flag -> flag.toString();
          case Number number -> "a number";
          default -> "a text";
        };
    var hint = expected.equals("a text") && !(value instanceof Iterable<?>) ? ": quote it" : "";
    return new Misshapen(where + " is " + is + ", but " + expected + " is expected" + hint);
  }
}
