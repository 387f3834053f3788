package switchboard.console.platform;

import java.util.Objects;

/**
 * A place that a platform can run the system in, where there are several.
 *
 * @param name by which it is chosen: a context of the kubeconfig
 * @param where it leads, for an operator to confirm: the cluster and the namespace
 * @param current whether it is the one that other tools would use
 * @param foreign whether others may depend on it: it is used only after a confirmation
 */
public record Destination(String name, String where, boolean current, boolean foreign) {
  public Destination {
    Objects.requireNonNull(name);
    Objects.requireNonNull(where);
  }
}
