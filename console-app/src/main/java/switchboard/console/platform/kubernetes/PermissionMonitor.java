package switchboard.console.platform.kubernetes;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Action;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Clusters;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.Permissions;
import switchboard.console.platform.kubernetes.access.RequiredPermissions;
import switchboard.console.platform.kubernetes.access.Right;
import switchboard.console.platform.kubernetes.manifests.Manifests;

/**
 * Checks what the operator may not do in the chosen cluster: once when it is chosen, and regularly
 * afterwards, because an administrator may change it.
 */
final class PermissionMonitor implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PermissionMonitor.class);
  private static final Duration REFRESH = Duration.ofSeconds(30);

  private final Clusters clusters;
  private final ScheduledExecutorService refreshing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rights").factory());
  private volatile Map<Action, String> forbidden = Map.of();
  private Optional<ScheduledFuture<?>> refreshes = Optional.empty();

  PermissionMonitor(Clusters clusters) {
    this.clusters = clusters;
  }

  /** See {@link switchboard.console.platform.capability.AccessControl#deniedActions}. */
  Map<Action, String> deniedActions() {
    return forbidden;
  }

  /** Another cluster is chosen: asks there, for some seconds at most. */
  synchronized void chosen() {
    forbidden = Map.of();
    ask();
    if (refreshes.isEmpty()) {
      var seconds = REFRESH.toSeconds();
      refreshes =
          Optional.of(
              refreshing.scheduleWithFixedDelay(
                  this::askAgain, seconds, seconds, TimeUnit.SECONDS));
    }
  }

  private synchronized void askAgain() {
    ask();
  }

  /** A cluster that does not answer leaves what it has said before. */
  private void ask() {
    try (var cluster = clusters.open()) {
      forbidden =
          forbidden(
              new Permissions(cluster.client()),
              RequiredPermissions.of(Manifests.find().objects()));
    } catch (StepFailed | IOException | RuntimeException e) {
      LOG.debug("What is allowed cannot be found out", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Map<Action, String> forbidden(Permissions permissions, RequiredPermissions needs)
      throws InterruptedException {
    var missing = permissions.missing(needs.all());
    var forbidden = new EnumMap<Action, String>(Action.class);
    needs
        .byAction()
        .forEach(
            (action, needed) -> {
              var lacking = needed.stream().filter(missing::contains).toList();
              if (!lacking.isEmpty()) {
                forbidden.put(action, sentence(lacking));
              }
            });
    return Map.copyOf(forbidden);
  }

  private static String sentence(List<Right> lacking) {
    return Permissions.sentence(lacking, Names.NAMESPACE)
        + "; a cluster administrator can grant it.";
  }

  @Override
  public void close() {
    refreshing.shutdownNow();
  }
}
