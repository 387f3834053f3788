package switchboard.console.platform.compose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;

/**
 * The secrets that a running system was started with, and how its replicas reach the store, as its
 * containers know them.
 */
final class RunningSettings {
  /** By service: variables of its containers. */
  private static final Map<String, List<String>> VARIABLES =
      Map.of(
          "store",
              List.of("STORE_PASSWORD", "STORE_ADMIN_PASSWORD", "STORE_SCHEME", "STORE_TLS_FOLDER"),
          "backend", List.of("JWT_SECRET", "ADMIN_TOKEN", "LOAD_TOKEN", "STORE_CA"),
          "simulator", List.of("LOAD_TOKEN"),
          "grafana", List.of("GF_SECURITY_ADMIN_PASSWORD"));

  /** The settings that compose.yaml makes them of, where those have other names. */
  private static final Map<String, String> SETTINGS =
      Map.of("GF_SECURITY_ADMIN_PASSWORD", "GRAFANA_PASSWORD");

  private RunningSettings() {}

  /**
   * By the names of the settings; without those of components that do not run.
   *
   * @param running the system's containers
   */
  static Map<String, String> of(List<Container> running, DockerEngine engine) {
    var settings = new HashMap<String, String>();
    for (var container : running) {
      var environment = engine.environment(container.id());
      for (var variable : VARIABLES.getOrDefault(container.service(), List.of())) {
        if (environment.containsKey(variable)) {
          settings.put(SETTINGS.getOrDefault(variable, variable), environment.get(variable));
        }
      }
    }
    return settings;
  }
}
