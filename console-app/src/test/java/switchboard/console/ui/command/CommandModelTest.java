package switchboard.console.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kordamp.ikonli.feather.Feather;

class CommandModelTest {
  private final List<Command> commands =
      new ArrayList<>(
          List.of(
              command("Kill backend-1"),
              command("Kill backend-2"),
              command("Kill a random replica"),
              command("Freeze backend-2 for 10 s"),
              command("Show the logs of backend-2"),
              command("Stop the system")));
  private final CommandModel model = new CommandModel(this::all);

  private List<Command> all(OptionalInt number) {
    var all = new ArrayList<>(commands);
    number.ifPresent(wanted -> all.add(command("Scale replicas to " + wanted)));
    return all;
  }

  private static Command command(String title) {
    return Command.of(Feather.X, title, "", () -> {});
  }

  @ParameterizedTest
  @CsvSource({
    "kill b2, Kill backend-2",
    "KB1, Kill backend-1",
    "random, Kill a random replica",
    "kr, Kill a random replica",
    "logs b2, Show the logs of backend-2",
    "stop, Stop the system",
    "frb2, Freeze backend-2 for 10 s",
    "scale 12, Scale replicas to 12",
  })
  void theOneThatIsMeantComesFirst(String typed, String first) {
    model.typedProperty().set(typed);

    assertThat(model.found().getFirst().title()).isEqualTo(first);
  }

  @Test
  void allAreThereUntilSomethingIsTypedAndNoneForLettersThatAreNotInOrder() {
    model.reset();
    assertThat(model.found()).isEqualTo(commands);

    model.typedProperty().set("llik");
    assertThat(model.found()).isEmpty();

    commands.removeFirst();
    model.reset();
    assertThat(model.found()).isEqualTo(commands);
  }

  @Test
  void numberThatIsTooLongForOneIsNone() {
    model.typedProperty().set("scale 12345678901");

    assertThat(model.found()).isEmpty();
  }
}
