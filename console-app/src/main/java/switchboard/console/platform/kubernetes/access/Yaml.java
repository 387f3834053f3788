package switchboard.console.platform.kubernetes.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reading and changing of what YAML has become. */
public final class Yaml {
  private Yaml() {}

  public static Map<String, Object> copy(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copied(value)));
    return copy;
  }

  private static Object copied(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      var copies = new ArrayList<Object>();
      list.forEach(each -> copies.add(copied(each)));
      return copies;
    }
    return value;
  }

  /** The map itself. */
  @SuppressWarnings("unchecked") // All objects' keys are text.
  public static Map<String, Object> asMap(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  /** A copy of the object in a field; an empty one when there is none. */
  public static Map<String, Object> map(Map<String, Object> in, String field) {
    return in.get(field) instanceof Map<?, ?> map ? copy(map) : new LinkedHashMap<>();
  }

  /** The object in a field itself, made if there is none. */
  public static Map<String, Object> mapIn(Map<?, ?> in, String field) {
    var map = asMap(in);
    return asMap((Map<?, ?>) map.computeIfAbsent(field, each -> new LinkedHashMap<>()));
  }

  /** The objects in a list themselves. */
  public static List<Map<String, Object>> maps(Map<String, Object> in, String field) {
    return in.get(field) instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(each -> asMap((Map<?, ?>) each)).toList()
        : List.of();
  }

  /** The texts in a list; none when there is none. */
  public static List<String> texts(Map<?, ?> in, String field) {
    return in.get(field) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
