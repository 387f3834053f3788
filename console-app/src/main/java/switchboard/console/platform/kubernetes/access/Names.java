package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import switchboard.console.platform.Role;

/** The names used by the manifests. */
public final class Names {
  public static final String NAMESPACE = "chat-app";

  /** The console's name as a field manager. */
  public static final String FIELD_MANAGER = "switchboard";

  public static final String PART_OF = "app.kubernetes.io/part-of";
  public static final String PRODUCT = "switchboard";
  public static final String PART = "app.kubernetes.io/name";

  public static final String SECRET = "switchboard";
  public static final String LOAD_SECRET = "switchboard-load";

  /** Of the gateway's certificate; a gateway that starts with it serves HTTPS. */
  public static final String TLS_SECRET = "gateway-tls";

  /** Of the store's certificate, and the authority that replicas trust. */
  public static final String STORE_TLS_SECRET = "store-tls";

  public static final String BACKEND = Role.BACKEND.label();
  public static final String GATEWAY = Role.GATEWAY.label();
  public static final String SIMULATOR = Role.SIMULATOR.label();
  public static final String PROMETHEUS = Role.PROMETHEUS.label();
  public static final String STORE = Role.STORE.label();

  private Names() {}

  /**
   * Whether the product made an object: by the console, or by kubectl from the same manifests. A
   * name alone does not say so.
   */
  public static boolean isOwn(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels())
        .map(labels -> PRODUCT.equals(labels.get(PART_OF)))
        .orElse(false);
  }

  /** What a simulator and its pod are called; the first has number 0. */
  public static String simulator(int number) {
    return SIMULATOR + "-" + number;
  }

  /** What one of several gateways is called; the first has number 1. */
  public static String gateway(int number, int count) {
    return count == 1 ? GATEWAY : GATEWAY + "-" + number;
  }

  /** The part that an instance is one of: "backend" for "backend-2". */
  public static String partOf(String instance) {
    return instance.replaceFirst("-[0-9]+$", "");
  }
}
