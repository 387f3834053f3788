package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Action;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Permissions;
import switchboard.console.platform.kubernetes.access.RequiredPermissions;
import switchboard.console.platform.kubernetes.access.Right;
import switchboard.console.platform.kubernetes.access.SampleRights;
import switchboard.console.platform.kubernetes.manifests.Manifests;

@EnableKubernetesMockClient
class PermissionsTest {
  // Set by the mock server's extension.
  private KubernetesMockServer server;
  private KubernetesClient client;
  private RequiredPermissions needs;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  @BeforeEach
  void read() throws Exception {
    needs = RequiredPermissions.of(Manifests.find().objects());
  }

  private void allow(Predicate<Right> allowed) {
    SampleRights.allow(server, allowed);
  }

  @Test
  void missingRightsAreNamedBeforeAnythingIsTried() {
    allow(right -> false);

    var failed =
        catchThrowableOfType(
            StepFailed.class, () -> new Permissions(client).check(needs.of(Action.LAUNCH)));

    assertThat(failed)
        .hasMessageContaining("you may not get, list and watch pods")
        .hasMessageContaining("in namespace chat-app");
    assertThat(failed.details())
        .contains("create pods/portforward", "patch networkpolicies.networking.k8s.io")
        .contains("create poddisruptionbudgets.policy", "patch deployments.apps");
  }

  @Test
  void whoMayIsNotHeldUp() throws Exception {
    allow(right -> true);

    assertThatCode(() -> new Permissions(client).check(needs.of(Action.LAUNCH)))
        .doesNotThrowAnyException();
    assertThat(PermissionMonitor.forbidden(new Permissions(client), needs)).isEmpty();
  }

  @Test
  void eachActionIsForbiddenByWhatItLacks() throws Exception {
    allow(
        right ->
            !right.resource().equals("pods")
                || !List.of("delete", "create").contains(right.verb()));

    var forbidden = PermissionMonitor.forbidden(new Permissions(client), needs);

    assertThat(forbidden)
        .containsOnlyKeys(Action.KILL, Action.FAULT, Action.TAKE_OVER, Action.LAUNCH)
        .containsEntry(
            Action.KILL,
            "You may not delete pods in namespace chat-app; a cluster administrator can grant it.");
    assertThat(forbidden.get(Action.LAUNCH)).contains("create pods/portforward");
    assertThat(Right.words(needs.of(Action.AUTOSCALE)))
        .isEqualTo("get, create, patch and delete horizontalpodautoscalers.autoscaling");
  }

  @Test
  void takingOverNeedsTheRightToListWhatIsWatched() throws Exception {
    allow(right -> !right.verb().equals("list") || right.resource().equals("pods"));

    var forbidden = PermissionMonitor.forbidden(new Permissions(client), needs);

    assertThat(forbidden)
        .containsOnlyKeys(Action.LAUNCH, Action.TAKE_OVER)
        .containsEntry(
            Action.TAKE_OVER,
            "You may not list events, list deployments.apps, list statefulsets.apps in namespace"
                + " chat-app; a cluster administrator can grant it.");
  }

  @Test
  void launchNeedsTheRightToApplyEveryKindOfTheManifests() throws Exception {
    allow(right -> !right.resource().equals("networkpolicies"));

    assertThat(PermissionMonitor.forbidden(new Permissions(client), needs))
        .containsOnlyKeys(Action.LAUNCH, Action.STOP)
        .containsEntry(
            Action.STOP,
            "You may not get and delete networkpolicies.networking.k8s.io in namespace chat-app; a"
                + " cluster administrator can grant it.");
  }
}
