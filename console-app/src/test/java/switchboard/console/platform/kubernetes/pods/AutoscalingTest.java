package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.manifests.Manifests;

@EnableKubernetesMockClient(crud = true)
class AutoscalingTest {
  // Set by the mock server's extension.
  private KubernetesClient client;
  private Autoscaling autoscaling;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  @BeforeEach
  void start() throws Exception {
    autoscaling = new Autoscaling(client, "test", Manifests.find().folder());
    autoscaling.start();
  }

  @AfterEach
  void close() {
    autoscaling.close();
  }

  @Test
  void itIsTheManifestsWithTheOperatorsBounds() {
    var made = autoscaling.object(new Autoscaler(3, 7, 0.25));

    assertThat(made.getSpec().getScaleTargetRef().getName()).isEqualTo("backend");
    assertThat(made.getSpec().getMinReplicas()).isEqualTo(3);
    assertThat(made.getSpec().getMaxReplicas()).isEqualTo(7);
    assertThat(made.getMetadata().getLabels()).containsEntry(Names.PART_OF, Names.PRODUCT);
  }

  /** The server in memory knows no server-side apply. */
  @Test
  void whatSomebodyMadeIsSeenAndSwitchedOff() throws StepFailed {
    var wanted = new Autoscaler(3, 7, 0.25);
    client.resource(autoscaling.object(wanted)).inNamespace(Names.NAMESPACE).create();
    await().untilAsserted(() -> assertThat(autoscaling.inForce()).contains(wanted));
    assertThat(autoscaling.owner()).contains("3 to 7 replicas");

    autoscaling.set(Optional.empty());

    await().untilAsserted(() -> assertThat(autoscaling.inForce()).isEmpty());
    assertThat(autoscaling.owner()).isEmpty();
  }

  @Test
  void oneThatSomebodyElseMadeIsSaidAndLeftAlone() throws Exception {
    var theirs = autoscaling.object(new Autoscaler(2, 4, 1));
    theirs.getMetadata().getLabels().remove(Names.PART_OF);
    client.resource(theirs).inNamespace(Names.NAMESPACE).create();
    await().untilAsserted(() -> assertThat(autoscaling.owner()).isPresent());

    autoscaling.remove();
    var failed = catchThrowableOfType(StepFailed.class, () -> autoscaling.set(Optional.empty()));

    assertThat(failed)
        .hasMessage("HorizontalPodAutoscaler backend was not created by this console");
    assertThat(client.resource(theirs).inNamespace(Names.NAMESPACE).get()).isNotNull();
  }

  @Test
  void oneThatGoesByOtherThanCpuOwnsTheNumberAllTheSame() {
    var byMemory = autoscaling.object(new Autoscaler(2, 4, 1));
    byMemory.getSpec().getMetrics().getFirst().getResource().setName("memory");

    client.resource(byMemory).inNamespace(Names.NAMESPACE).create();

    await().untilAsserted(() -> assertThat(autoscaling.owner()).contains("2 to 4 replicas"));
    assertThat(autoscaling.inForce()).isEmpty();
  }
}
