package switchboard.console.platform.kubernetes.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.KubeconfigShape.Misshapen;

/**
 * One file of those that a kubeconfig is made of.
 *
 * @param currentContext empty when it chooses none
 * @param clusters by their names, likewise the others
 */
record KubeconfigFile(
    Path path,
    String currentContext,
    Map<String, Map<String, Object>> contexts,
    Map<String, Map<String, Object>> clusters,
    Map<String, Map<String, Object>> users) {

  /**
   * Reads it.
   *
   * @return empty when there is no such file
   * @throws StepFailed says which file cannot be read, and why
   */
  static Optional<KubeconfigFile> read(Path path) throws StepFailed {
    try {
      var in = new ByteArrayInputStream(Files.readAllBytes(path));
      // Of a name that is there twice, the last counts; likewise to kubectl.
      var settings = LoadSettings.builder().setAllowDuplicateKeys(true).build();
      var documents = new Load(settings).loadAllFromInputStream(in).iterator();
      var first = documents.hasNext() ? documents.next() : null;
      if (first != null && !(first instanceof Map<?, ?>)) {
        throw new Misshapen("it contains something other than an object");
      }
      return Optional.of(of(path, first instanceof Map<?, ?> map ? map : Map.of()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(path, words(path, e), e);
    } catch (YamlEngineException e) {
      throw unreadable(path, words(e), e);
    } catch (Misshapen e) {
      throw unreadable(path, e.getMessage(), e);
    }
  }

  private static KubeconfigFile of(Path path, Map<?, ?> read) throws Misshapen {
    var file = KubeconfigShape.file(read);
    var kind = file.getOrDefault("kind", "Config");
    var version = file.getOrDefault("apiVersion", "v1");
    if (!kind.equals("Config") || !version.equals("v1")) {
      throw new Misshapen("it is a " + kind + " of " + version + ", not a Config of v1");
    }
    return new KubeconfigFile(
        path,
        String.valueOf(file.getOrDefault("current-context", "")),
        named(file, "contexts", "context"),
        named(file, "clusters", "cluster"),
        named(file, "users", "user"));
  }

  private static Map<String, Map<String, Object>> named(
      Map<String, Object> file, String list, String field) throws Misshapen {
    var all = new LinkedHashMap<String, Map<String, Object>>();
    for (var each : Yaml.maps(file, list)) {
      var name = String.valueOf(each.getOrDefault("name", ""));
      if (all.put(name, Yaml.map(each, field)) != null) {
        throw new Misshapen("it has two " + list + " named '" + name + "'");
      }
    }
    return all;
  }

  private static StepFailed unreadable(Path path, String why, Exception e) {
    return new StepFailed(
        "the kubeconfig " + path + " cannot be read: " + why,
        "Fix that file, or remove it from KUBECONFIG; kubectl config view reads the same files.",
        e.toString());
  }

  private static String words(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()
        ? "line "
            + (marked.getProblemMark().get().getLine() + 1)
            + " is not valid YAML: "
            + marked.getProblem()
        : "it is not valid YAML: " + e.getMessage();
  }

  /** Why a file cannot be read, in an operator's words. */
  static String words(Path path, IOException e) {
    if (Files.isDirectory(path)) {
      return "it is a folder";
    }
    if (e instanceof AccessDeniedException) {
      return "this user may not read it (see its permissions with ls -l)";
    }
    return e instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : String.valueOf(e.getMessage());
  }
}
