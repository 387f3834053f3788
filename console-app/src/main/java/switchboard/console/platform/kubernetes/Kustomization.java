package switchboard.console.platform.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Renders a folder with a kustomization.yaml as {@code kubectl kustomize} does, as far as the
 * product's own folders use it; what it does not know it refuses. Source of the fields' meanings:
 * kubectl.docs.kubernetes.io/references/kustomize.
 */
final class Kustomization {
  private static final String FILE = "kustomization.yaml";
  private static final Set<String> KNOWN =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "labels",
          "resources",
          "configMapGenerator",
          "generatorOptions");

  /** Those of the kinds that the product uses that belong to no namespace. */
  private static final Set<String> OF_THE_CLUSTER =
      Set.of("Namespace", "ClusterRole", "ClusterRoleBinding");

  private Kustomization() {}

  /**
   * The objects of a folder, in the order of its files.
   *
   * @throws IOException when a file cannot be read, or says what is not known here
   */
  static List<Map<String, Object>> render(Path folder) throws IOException {
    var objects = new ArrayList<Map<String, Object>>();
    add(folder, objects);
    return objects;
  }

  private static void add(Path folder, List<Map<String, Object>> objects) throws IOException {
    var file = folder.resolve(FILE);
    var says = one(file);
    for (var field : says.keySet()) {
      if (!KNOWN.contains(field)) {
        throw new IOException(file + " has '" + field + "', which is not supported");
      }
    }
    var own = new ArrayList<Map<String, Object>>();
    for (var resource : texts(says, "resources")) {
      var path = folder.resolve(resource);
      if (Files.isDirectory(path)) {
        add(path, own);
      } else {
        own.addAll(all(path));
      }
    }
    var generated = new ConfigMaps(folder, Yaml.map(says, "generatorOptions"));
    for (var asked : Yaml.maps(says, "configMapGenerator")) {
      own.add(generated.generate(asked));
    }
    for (var labels : Yaml.maps(says, "labels")) {
      own.forEach(object -> Labelling.label(object, labels));
    }
    if (says.get("namespace") instanceof String namespace) {
      own.forEach(object -> place(object, namespace));
    }
    objects.addAll(own);
  }

  private static void place(Map<String, Object> object, String namespace) {
    var metadata = Yaml.mapIn(object, "metadata");
    var kind = String.valueOf(object.get("kind"));
    if (kind.equals("Namespace")) {
      metadata.put("name", namespace);
    } else if (!OF_THE_CLUSTER.contains(kind)) {
      metadata.put("namespace", namespace);
    }
    for (var subject : Yaml.maps(object, "subjects")) {
      if ("ServiceAccount".equals(subject.get("kind"))) {
        subject.put("namespace", namespace);
      }
    }
  }

  private static List<String> texts(Map<String, Object> says, String field) {
    return says.get(field) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Map<String, Object> one(Path file) throws IOException {
    var documents = all(file);
    if (documents.size() != 1) {
      throw new IOException(file + " has " + documents.size() + " documents instead of one");
    }
    return documents.getFirst();
  }

  private static List<Map<String, Object>> all(Path file) throws IOException {
    try {
      var documents = new ArrayList<Map<String, Object>>();
      var text = Files.readString(file, StandardCharsets.UTF_8);
      var settings = LoadSettings.builder().setLabel(file.toString()).build();
      for (var document : new Load(settings).loadAllFromString(text)) {
        if (document instanceof Map<?, ?> map) {
          documents.add(Yaml.copy(map));
        } else if (document != null) {
          throw new IOException(file + " contains something other than an object");
        }
      }
      return documents;
    } catch (YamlEngineException e) {
      throw new IOException(file + " is not valid YAML: " + e.getMessage(), e);
    }
  }

  /** Reading and changing of what YAML has become. */
  static final class Yaml {
    private Yaml() {}

    static Map<String, Object> copy(Map<?, ?> map) {
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
    static Map<String, Object> asMap(Map<?, ?> map) {
      return (Map<String, Object>) map;
    }

    /** A copy of the object in a field; an empty one when there is none. */
    static Map<String, Object> map(Map<String, Object> in, String field) {
      return in.get(field) instanceof Map<?, ?> map ? copy(map) : new LinkedHashMap<>();
    }

    /** The object in a field itself, made if there is none. */
    static Map<String, Object> mapIn(Map<?, ?> in, String field) {
      var map = asMap(in);
      return asMap((Map<?, ?>) map.computeIfAbsent(field, each -> new LinkedHashMap<>()));
    }

    /** The objects in a list themselves. */
    static List<Map<String, Object>> maps(Map<String, Object> in, String field) {
      return in.get(field) instanceof List<?> list
          ? list.stream()
              .filter(Map.class::isInstance)
              .map(each -> asMap((Map<?, ?>) each))
              .toList()
          : List.of();
    }
  }
}
