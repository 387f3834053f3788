package switchboard.console.platform.kubernetes.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import switchboard.console.platform.kubernetes.access.Yaml;

/**
 * Renders a folder with a kustomization.yaml as {@code kubectl kustomize} does, as far as the
 * product's own folders use it; what it does not know it refuses. Source of the fields' meanings:
 * kubectl.docs.kubernetes.io/references/kustomize.
 */
public final class Kustomization {
  private static final String FILE = "kustomization.yaml";
  private static final String NO_HASH = "disableNameSuffixHash";

  /** The fields that are known, by the one that they are in. */
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "",
              Set.of(
                  "apiVersion",
                  "kind",
                  "namespace",
                  "labels",
                  "resources",
                  "configMapGenerator",
                  "generatorOptions"),
          "labels", Set.of("pairs", "includeTemplates", "fields"),
          "configMapGenerator", Set.of("name", "files", "options"),
          "generatorOptions", Set.of(NO_HASH, "labels"));

  /** Those of the kinds that the product uses that belong to no namespace. */
  private static final Set<String> OF_THE_CLUSTER =
      Set.of("Namespace", "ClusterRole", "ClusterRoleBinding");

  private Kustomization() {}

  /**
   * The objects of a folder, in the order of its files.
   *
   * @throws IOException when a file cannot be read, or says what is not known here
   */
  public static List<Map<String, Object>> render(Path folder) throws IOException {
    var objects = new ArrayList<Map<String, Object>>();
    add(folder, objects);
    return objects;
  }

  private static void add(Path folder, List<Map<String, Object>> objects) throws IOException {
    var file = folder.resolve(FILE);
    var says = one(file);
    check(file, "", says);
    check(file, "generatorOptions", Yaml.map(says, "generatorOptions"));
    var own = new ArrayList<Map<String, Object>>();
    for (var resource : Yaml.texts(says, "resources")) {
      var path = folder.resolve(resource);
      if (Files.isDirectory(path)) {
        add(path, own);
      } else {
        own.addAll(all(path));
      }
    }
    for (var asked : Yaml.maps(says, "configMapGenerator")) {
      check(file, "configMapGenerator", asked);
      check(file, "generatorOptions", Yaml.map(asked, "options"));
      own.add(configMap(folder, asked, Yaml.map(says, "generatorOptions")));
    }
    for (var labels : Yaml.maps(says, "labels")) {
      check(file, "labels", labels);
      own.forEach(object -> label(object, labels));
    }
    if (says.get("namespace") instanceof String namespace) {
      own.forEach(object -> place(object, namespace));
    }
    objects.addAll(own);
  }

  private static void check(Path file, String in, Map<String, Object> says) throws IOException {
    for (var field : says.keySet()) {
      if (!KNOWN.get(in).contains(field)) {
        throw new IOException(file + " has '" + field + "', which is not supported");
      }
    }
  }

  /**
   * Makes what an entry of {@code configMapGenerator} asks for.
   *
   * @param options of all that is generated
   */
  private static Map<String, Object> configMap(
      Path folder, Map<String, Object> asked, Map<String, Object> options) throws IOException {
    var name = String.valueOf(asked.get("name"));
    var own = Yaml.map(asked, "options");
    if (Stream.of(options, own).noneMatch(each -> Boolean.TRUE.equals(each.get(NO_HASH)))) {
      throw new IOException(folder + " has a hash in the name of " + name + ", not known here");
    }
    var data = new TreeMap<String, Object>();
    for (var entry : Yaml.texts(asked, "files")) {
      var equals = entry.indexOf('=');
      var file = folder.resolve(entry.substring(equals + 1)).normalize();
      var key = equals < 0 ? file.getFileName().toString() : entry.substring(0, equals);
      data.put(key, Files.readString(file, StandardCharsets.UTF_8));
    }
    var object = new LinkedHashMap<String, Object>();
    object.put("apiVersion", "v1");
    object.put("kind", "ConfigMap");
    Yaml.mapIn(object, "metadata").put("name", name);
    for (var each : List.of(options, own)) {
      add(object, List.of("metadata", "labels"), Yaml.map(each, "labels"));
    }
    object.put("data", data);
    return object;
  }

  /**
   * Puts labels on an object and, if requested, on its pods and its claims, and where else an
   * object of its kind is to have them.
   *
   * @param asked an entry of {@code labels}
   */
  private static void label(Map<String, Object> object, Map<String, Object> asked) {
    var pairs = Yaml.map(asked, "pairs");
    add(object, List.of("metadata", "labels"), pairs);
    if (Boolean.TRUE.equals(asked.get("includeTemplates"))
        && object.get("spec") instanceof Map<?, ?> spec) {
      if (spec.containsKey("template")) {
        add(object, List.of("spec", "template", "metadata", "labels"), pairs);
      }
      Yaml.maps(Yaml.asMap(spec), "volumeClaimTemplates")
          .forEach(claim -> add(claim, List.of("metadata", "labels"), pairs));
    }
    for (var place : Yaml.maps(asked, "fields")) {
      if (object.get("kind").equals(place.get("kind"))) {
        add(object, List.of(String.valueOf(place.get("path")).split("/")), pairs);
      }
    }
  }

  private static void add(
      Map<String, Object> object, List<String> path, Map<String, Object> pairs) {
    if (pairs.isEmpty()) {
      return;
    }
    var at = object;
    for (var step : path) {
      at = Yaml.mapIn(at, step);
    }
    at.putAll(pairs);
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
}
