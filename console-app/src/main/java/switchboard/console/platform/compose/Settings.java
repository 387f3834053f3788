package switchboard.console.platform.compose;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import switchboard.console.platform.Limits;
import switchboard.console.platform.StepFailed;

/**
 * The settings that Compose will read, as it reads them: the environment, then the file of secrets,
 * then the defaults of compose.yaml.
 */
record Settings(Map<String, String> values) {
  private static final Map<String, Integer> PORTS =
      Map.of("GATEWAY_PORT", 5173, "SIMULATOR_PORT", 8089, "PROMETHEUS_PORT", 9090);
  private static final String PROFILES = "COMPOSE_PROFILES";
  private static final String GRAFANA = "grafana";
  private static final String CPUS = "BACKEND_CPUS";
  private static final String MEMORY = "BACKEND_MEMORY";

  Settings {
    values = Map.copyOf(values);
  }

  static Settings of(Map<String, String> file, Map<String, String> environment) {
    var all = new HashMap<>(file);
    all.putAll(environment);
    return new Settings(all);
  }

  /** The operator's word on what is optional, if there is one. */
  boolean saysProfiles() {
    return values.containsKey(PROFILES);
  }

  /** The image of a service, as {@code GRAFANA_IMAGE} says or compose.yaml. */
  String image(String variable, String otherwise) {
    return values.getOrDefault(variable, otherwise);
  }

  /** With Grafana or without. */
  Map<String, String> profiles(boolean grafana) {
    return Map.of(PROFILES, grafana ? GRAFANA : "");
  }

  boolean withGrafana() {
    return values.getOrDefault(PROFILES, "").contains(GRAFANA);
  }

  /** The ports published on loopback, by the variable that sets each. */
  Map<String, Integer> ports() throws StepFailed {
    var ports = new LinkedHashMap<String, Integer>();
    for (var each : PORTS.entrySet()) {
      ports.put(each.getKey(), port(each.getKey(), each.getValue()));
    }
    if (withGrafana()) {
      ports.put("GRAFANA_PORT", port("GRAFANA_PORT", 3000));
    }
    return ports;
  }

  /** The variables that limit the backends, as Compose takes them. */
  static Map<String, String> of(Limits limits) {
    return Map.of(
        CPUS,
        BigDecimal.valueOf(limits.cpus()).toPlainString(),
        MEMORY,
        (limits.memoryBytes() >> 20) + "m");
  }

  private int port(String variable, int otherwise) throws StepFailed {
    var text = values.getOrDefault(variable, "");
    if (text.isBlank()) {
      return otherwise;
    }
    try {
      var port = Integer.parseInt(text.strip());
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    throw new StepFailed(
        variable + " is '" + text + "'", "Set it to a port, 1 to 65535, in compose/.env.", "");
  }
}
