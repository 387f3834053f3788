package switchboard.console.platform.kubernetes.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import switchboard.console.platform.kubernetes.access.Yaml;

/** The {@code configMapGenerator} of a kustomization. */
final class ConfigMaps {
  private final Path folder;
  private final Map<String, Object> options;

  /**
   * @param options the kustomization's {@code generatorOptions}
   */
  ConfigMaps(Path folder, Map<String, Object> options) {
    this.folder = folder;
    this.options = options;
  }

  Map<String, Object> generate(Map<String, Object> asked) throws IOException {
    var name = String.valueOf(asked.get("name"));
    var data = new TreeMap<String, String>();
    for (var entry : Yaml.texts(asked, "files")) {
      var equals = entry.indexOf('=');
      var file = folder.resolve(entry.substring(equals + 1)).normalize();
      var key = equals < 0 ? file.getFileName().toString() : entry.substring(0, equals);
      data.put(key, Files.readString(file, StandardCharsets.UTF_8));
    }
    for (var entry : Yaml.texts(asked, "literals")) {
      var equals = entry.indexOf('=');
      data.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    var own = Yaml.map(asked, "options");
    if (!isPlain(own) && !isPlain(options)) {
      throw new IOException(folder + " has a hash in the name of " + name + ", not known here");
    }
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("name", name);
    for (var field : List.of("labels", "annotations")) {
      var all = Yaml.map(options, field);
      all.putAll(Yaml.map(own, field));
      if (!all.isEmpty()) {
        metadata.put(field, all);
      }
    }
    var object = new LinkedHashMap<String, Object>();
    object.put("apiVersion", "v1");
    object.put("kind", "ConfigMap");
    object.put("metadata", metadata);
    object.put("data", data);
    return object;
  }

  private static boolean isPlain(Map<String, Object> options) {
    return Boolean.TRUE.equals(options.get("disableNameSuffixHash"));
  }
}
