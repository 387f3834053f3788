package switchboard.console.ui.cockpit.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.console.platform.FakeMonitoring;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.Monitoring.Origin;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.workspace.Workspace;

/** What the cockpit does with the work on the cluster. */
class ClusterWorkTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final FakeMonitoring monitoring = new FakeMonitoring(Origin.NONE, NOWHERE);
  private final Models models = new Models(monitoring).launched(2);

  @AfterEach
  void close() {
    models.close();
  }

  private static List<Consumer<Workspace>> ends() {
    return List.of(Workspace::stop, workspace -> workspace.close(() -> {}));
  }

  /** With the system goes the panel, and in it the only button that cancels. */
  @ParameterizedTest
  @MethodSource("ends")
  void installationUnderWayIsGivenUpWithTheSystem(Consumer<Workspace> end) {
    models.background.finish();
    models.cockpit.controls().cluster().orElseThrow().turn();
    models.prompts.answer();

    end.accept(models.workspace);
    models.background.finish();

    assertThat(models.platform.state().phase()).isEqualTo(SystemState.Phase.STOPPED);
    assertThat(monitoring.done()).isEmpty();
    assertThat(models.notices).isEmpty();
  }

  @Test
  void stackIsInstalledLeftUsedAgainAndRemovedByCommands() {
    models.background.finish();

    act("Use kube-prometheus-stack");
    models.prompts.answer();
    models.background.finish();
    act("Stop using kube-prometheus-stack");
    act("Use kube-prometheus-stack");
    act("Remove kube-prometheus-stack");
    models.prompts.answer();
    models.background.finish();

    assertThat(monitoring.done()).containsExactly("install", "leave", "use", "remove");
    assertThat(titles()).doesNotContain("Remove kube-prometheus-stack");
  }

  private List<String> titles() {
    return models.workspace.commands(OptionalInt.empty()).stream().map(Command::title).toList();
  }

  private void act(String title) {
    assertThat(titles()).contains(title);
    models.workspace.commands(OptionalInt.empty()).stream()
        .filter(each -> each.title().equals(title))
        .forEach(each -> each.action().run());
    models.background.finish();
  }
}
