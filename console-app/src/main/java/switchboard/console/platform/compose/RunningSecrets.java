package switchboard.console.platform.compose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;

/** The secrets that a running system was started with, as its containers know them. */
final class RunningSecrets {
  /** By service: the variable in the container, and what compose.yaml makes it of. */
  private static final Map<String, Map<String, String>> VARIABLES =
      Map.of(
          "store",
          same("STORE_PASSWORD", "STORE_ADMIN_PASSWORD"),
          "backend",
          same("JWT_SECRET", "ADMIN_TOKEN", "LOAD_TOKEN"),
          "simulator",
          same("LOAD_TOKEN"),
          "grafana",
          Map.of("GF_SECURITY_ADMIN_PASSWORD", "GRAFANA_PASSWORD"));

  private RunningSecrets() {}

  private static Map<String, String> same(String... names) {
    var variables = new HashMap<String, String>();
    for (var name : names) {
      variables.put(name, name);
    }
    return variables;
  }

  /**
   * By the names of the settings; without those of components that do not run.
   *
   * @param running the system's containers
   */
  static Map<String, String> of(List<Container> running, DockerEngine engine) {
    var secrets = new HashMap<String, String>();
    for (var container : running) {
      var variables = VARIABLES.getOrDefault(container.service(), Map.of());
      if (!secrets.keySet().containsAll(variables.values())) {
        var environment = engine.environment(container.id());
        variables.forEach(
            (variable, setting) -> {
              if (environment.containsKey(variable)) {
                secrets.put(setting, environment.get(variable));
              }
            });
      }
    }
    return secrets;
  }
}
