package switchboard.console.platform.kubernetes.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  public static List<Map<String, Object>> render(Path folder) throws IOException {
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
    for (var resource : Yaml.texts(says, "resources")) {
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
