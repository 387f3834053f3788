package switchboard.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import switchboard.console.Failure;
import switchboard.console.intent.HealReport;
import switchboard.console.session.FakeSessions;

class HealCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int heal(HealReport report) {
    return new CommandLine(new HealCommand(new FakeSessions().healing(report)))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute();
  }

  @Test
  void nothingThatWasLeftIsSaid() {
    assertThat(heal(new HealReport(List.of(), List.of()))).isZero();
    assertThat(out.toString().strip()).isEqualTo("No console has left a fault.");
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void whatIsUndoneIsSaid() {
    assertThat(heal(new HealReport(List.of("One.", "Two."), List.of()))).isZero();
    assertThat(out.toString().lines()).containsExactly("One.", "Two.");
  }

  @Test
  void whatIsStillThereIsAnErrorWithWhatToDo() {
    var stuck = new Failure("Undoing it", "the engine is away", "Run docker unpause 409db7.");

    assertThat(heal(new HealReport(List.of("One."), List.of(stuck)))).isEqualTo(1);
    assertThat(out.toString().strip()).isEqualTo("One.");
    assertThat(errors.toString().strip())
        .isEqualTo("Undoing it failed: the engine is away. Run docker unpause 409db7.");
  }
}
