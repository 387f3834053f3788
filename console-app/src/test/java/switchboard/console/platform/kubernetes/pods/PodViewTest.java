package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.kubernetes.access.Names;

@Tag("locales")
class PodViewTest {
  private static final PodBuilder DEAD =
      new PodBuilder()
          .withNewMetadata()
          .withUid("uid")
          .withName("backend-x")
          .endMetadata()
          .withNewStatus()
          .withPhase("Running")
          .addNewContainerStatus()
          .withName(Names.BACKEND)
          .withNewState()
          .withNewTerminated()
          .withExitCode(143)
          .withFinishedAt("2026-01-01T00:00:00Z")
          .endTerminated()
          .endState()
          .endContainerStatus()
          .endStatus();

  @Test
  void podThatIsBeingEndedIsNoMoreOnceItsContainerIsDeadThoughTheClusterStillShowsIt() {
    var leaving =
        new PodBuilder(DEAD.build())
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();

    assertThat(PodView.of(leaving).ended()).isTrue();
  }

  @Test
  void podWhoseContainerIsDeadIsThereToStayOtherwise() {
    assertThat(PodView.of(DEAD.build()).ended()).isFalse();
  }

  @Test
  void podHasAnAddressAsSoonAsTheClusterGivesItOne() {
    var addressed = new PodBuilder(DEAD.build()).editStatus().withPodIP("10.1.0.7").endStatus();

    assertThat(PodView.of(DEAD.build()).address()).isEmpty();
    assertThat(PodView.of(addressed.build()).address()).isEqualTo("10.1.0.7");
  }
}
