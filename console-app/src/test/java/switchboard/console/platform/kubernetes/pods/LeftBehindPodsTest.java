package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Instant;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Leftover.Undone;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.MockServerLog;
import switchboard.console.platform.kubernetes.access.Names;

/** What is left in a pod is undone in that life of it and in no other. */
@EnableKubernetesMockClient(crud = true)
class LeftBehindPodsTest {
  // Set by the mock server's extension.
  private KubernetesClient client;
  private Incarnation life;

  @BeforeAll
  static void quiet() {
    MockServerLog.quiet();
  }

  @BeforeEach
  void replica() {
    var pod = client.resource(SamplePods.running(Names.BACKEND, "backend-a", true)).create();
    life = LeftBehindPods.incarnation("test", PodView.of(pod)).orElseThrow();
  }

  private Undone heal(Incarnation on, Remedy remedy) throws StepFailed {
    return new LeftBehindPods(client, "test", new OkHttpClient())
        .heal(new Leftover("backend-1", on, remedy));
  }

  @Test
  void podThatIsGoneHasNothingLeft() throws StepFailed {
    client.pods().inNamespace(Names.NAMESPACE).withName("backend-a").delete();

    assertThat(heal(life, new Remedy.End("slow"))).isEqualTo(Undone.BEFORE);
  }

  @Test
  void anotherLifeOfTheSamePodIsLeftAlone() throws StepFailed {
    var before = new Incarnation(life.place(), life.id(), Instant.EPOCH);

    assertThat(heal(before, new Remedy.End("slow"))).isEqualTo(Undone.BEFORE);
  }

  @Test
  void replicaWhoseSecretIsGoneCannotBeTold() {
    assertThatThrownBy(() -> heal(life, new Remedy.End("slow")))
        .isInstanceOf(StepFailed.class)
        .hasMessage("the secret " + Names.SECRET + " has no ADMIN_TOKEN");
  }

  @Test
  void intentOfWhatIsNotDoneToPodsIsRefused() {
    assertThatThrownBy(() -> heal(life, new Remedy.Start()))
        .isInstanceOf(StepFailed.class)
        .hasMessage("pods are not stopped or frozen");
  }

  @Test
  void podThatHangsAndHearsNothingIsReplaced() throws StepFailed {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(Names.SECRET)
                .withNamespace(Names.NAMESPACE)
                .endMetadata()
                .addToData("ADMIN_TOKEN", "dG9rZW4=")
                .build())
        .create();

    assertThatThrownBy(() -> heal(life, new Remedy.End("slow")))
        .isInstanceOf(StepFailed.class)
        .hasMessageStartingWith("it does not take it: ");
    assertThat(heal(life, new Remedy.End(BackendFault.HANG))).isEqualTo(Undone.NOW);

    assertThat(client.pods().inNamespace(Names.NAMESPACE).list().getItems()).isEmpty();
  }
}
