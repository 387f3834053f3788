package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import switchboard.console.platform.Role;

/** The names used by the manifests. */
final class Names {
  static final String NAMESPACE = "chat-app";

  /** The console's name as a field manager. */
  static final String FIELD_MANAGER = "switchboard";

  static final String PART_OF = "app.kubernetes.io/part-of";
  static final String PRODUCT = "switchboard";
  static final String PART = "app.kubernetes.io/name";

  static final String SECRET = "switchboard";
  static final String LOAD_SECRET = "switchboard-load";
  static final String BACKEND = Role.BACKEND.label();
  static final String GATEWAY = Role.GATEWAY.label();
  static final String SIMULATOR = Role.SIMULATOR.label();
  static final String PROMETHEUS = Role.PROMETHEUS.label();
  static final String STORE = Role.STORE.label();

  private Names() {}

  /**
   * Whether the product made an object: by the console, or by kubectl from the same manifests. A
   * name alone does not say so.
   */
  static boolean isOwn(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels())
        .map(labels -> PRODUCT.equals(labels.get(PART_OF)))
        .orElse(false);
  }

  /** What a simulator and its pod are called; the first has number 0. */
  static String simulator(int number) {
    return SIMULATOR + "-" + number;
  }

  /** What one of several gateways is called; the first has number 1. */
  static String gateway(int number, int count) {
    return count == 1 ? GATEWAY : GATEWAY + "-" + number;
  }

  /** The part that an instance is one of: "backend" for "backend-2". */
  static String partOf(String instance) {
    return instance.replaceFirst("-[0-9]+$", "");
  }
}
