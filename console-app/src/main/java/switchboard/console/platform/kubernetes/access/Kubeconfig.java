package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several files of a kubeconfig as one, as kubectl merges them: of entries with one name the first
 * file's counts, whole, and the first file that chooses a context does. Source:
 * kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig.
 *
 * @param currentContext empty when none is chosen
 * @param clusters by their names, likewise the others; their paths are absolute
 */
public record Kubeconfig(
    String currentContext,
    Map<String, Map<String, Object>> contexts,
    Map<String, Map<String, Object>> clusters,
    Map<String, Map<String, Object>> users) {

  private static final List<String> CLUSTER_PATHS = List.of("certificate-authority");
  private static final List<String> USER_PATHS =
      List.of("client-certificate", "client-key", "tokenFile");
  private static final String COMMAND = "command";

  /** Merges files, the first of which comes first. */
  static Kubeconfig merge(List<KubeconfigFile> files) {
    var current = "";
    var contexts = new LinkedHashMap<String, Map<String, Object>>();
    var clusters = new LinkedHashMap<String, Map<String, Object>>();
    var users = new LinkedHashMap<String, Map<String, Object>>();
    for (var file : files) {
      var folder = file.path().toAbsolutePath().getParent();
      current = current.isEmpty() ? file.currentContext() : current;
      file.contexts().forEach(contexts::putIfAbsent);
      file.clusters()
          .forEach((name, each) -> clusters.putIfAbsent(name, in(folder, each, CLUSTER_PATHS)));
      file.users()
          .forEach(
              (name, each) ->
                  users.putIfAbsent(name, command(folder, in(folder, each, USER_PATHS))));
    }
    return new Kubeconfig(current, contexts, clusters, users);
  }

  /** Paths in a file are relative to its folder. */
  private static Map<String, Object> in(
      Path folder, Map<String, Object> entry, List<String> paths) {
    var resolved = Yaml.copy(entry);
    for (var field : paths) {
      resolved.computeIfPresent(field, (name, path) -> resolved(folder, path));
    }
    return resolved;
  }

  private static String resolved(Path folder, Object path) {
    return folder.resolve(String.valueOf(path)).normalize().toString();
  }

  /** A plugin's command is a path when it has a folder; without one it is on the PATH. */
  private static Map<String, Object> command(Path folder, Map<String, Object> user) {
    if (user.get("exec") instanceof Map<?, ?> exec
        && exec.get(COMMAND) instanceof String command
        && command.contains(File.separator)) {
      Yaml.mapIn(user, "exec").put(COMMAND, resolved(folder, command));
    }
    return user;
  }

  /** The cluster that a context names, if there is one. */
  Optional<Map<String, Object>> clusterOf(String context) {
    return Optional.ofNullable(clusters.get(nameIn(context, "cluster")));
  }

  /** The user that a context names; empty for none. */
  Map<String, Object> userOf(String context) {
    return users.getOrDefault(nameIn(context, "user"), Map.of());
  }

  /** What a context calls its cluster or its user; may be empty, or lead to none. */
  String nameIn(String context, String field) {
    return String.valueOf(contexts.getOrDefault(context, Map.of()).getOrDefault(field, ""));
  }

  /** One context alone, chosen, with its cluster and its user. */
  Kubeconfig only(String context) {
    return new Kubeconfig(
        context,
        one(contexts, context),
        one(clusters, nameIn(context, "cluster")),
        one(users, nameIn(context, "user")));
  }

  private static Map<String, Map<String, Object>> one(
      Map<String, Map<String, Object>> all, String name) {
    return all.containsKey(name) ? Map.of(name, all.get(name)) : Map.of();
  }

  /** As a file that every client reads. */
  public String yaml() {
    var file = new LinkedHashMap<String, Object>();
    file.put("apiVersion", "v1");
    file.put("kind", "Config");
    file.put("current-context", currentContext);
    file.put("contexts", list("context", contexts));
    file.put("clusters", list("cluster", clusters));
    file.put("users", list("user", users));
    return Serialization.asYaml(file);
  }

  private static List<Map<String, Object>> list(
      String field, Map<String, Map<String, Object>> named) {
    return named.entrySet().stream()
        .map(each -> Map.<String, Object>of("name", each.getKey(), field, each.getValue()))
        .toList();
  }

  /** Where a kubeconfig is looked for, as kubectl does. */
  static List<Path> files(Map<String, String> environment) {
    var named = environment.getOrDefault("KUBECONFIG", "");
    if (named.isEmpty()) {
      var home = environment.getOrDefault("HOME", "");
      var folder = home.isEmpty() ? System.getProperty("user.home") : home;
      return List.of(Path.of(folder, ".kube", "config"));
    }
    return Stream.of(named.split(File.pathSeparator))
        .filter(each -> !each.isEmpty())
        .distinct()
        .map(Path::of)
        .toList();
  }
}
