package switchboard.console.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.ProcessIdentity;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Remedy;

class IntentFolderTest {
  private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00.123456789Z");
  private static final ProcessIdentity CONSOLE = new ProcessIdentity(7, Instant.EPOCH);

  @TempDir private Path user;
  private Path folder;
  private IntentFolder intents;

  @BeforeEach
  void choose() {
    folder = user.resolve("not/yet/there");
    intents = new IntentFolder(folder);
  }

  static Intent intent(Remedy remedy, ProcessIdentity console) {
    return new Intent(
        "memory",
        "freeze",
        new Leftover("backend-2", new Incarnation("unix:///docker.sock", "409db7", BEGAN), remedy),
        BEGAN,
        remedy instanceof Remedy.Start ? Optional.empty() : Optional.of(BEGAN.plusSeconds(10)),
        console);
  }

  @Test
  void whatIsWrittenIsReadAsItWasUntilItIsRemoved() throws IOException {
    var unfreeze = intent(new Remedy.Unfreeze(), CONSOLE);
    var start = intent(new Remedy.Start(), CONSOLE);
    var end = intent(new Remedy.End("cutStore"), CONSOLE);
    intents.write(unfreeze);
    intents.write(end);
    var written = intents.write(start);

    assertThat(intents.read().intents())
        .extracting(IntentFolder.Found::intent)
        .containsExactlyInAnyOrder(unfreeze, start, end);
    written.remove();
    written.remove();
    assertThat(intents.read().intents())
        .extracting(IntentFolder.Found::intent)
        .containsExactlyInAnyOrder(unfreeze, end);
    assertThat(intents.read().failures()).isEmpty();
  }

  @Test
  void writingLeavesNothingElse() throws IOException {
    intents.write(intent(new Remedy.Start(), CONSOLE)).remove();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderThatIsNotThereHasNothing() {
    assertThat(intents.read().intents()).isEmpty();
    assertThat(intents.read().failures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'' | an object is missing",
        "{ | it is not the JSON of an intent",
        "[] | it is not the JSON of an intent",
        "{} | version is missing",
        "{'version':2} | version 2 is of another Switchboard; expected 1",
        "{'version':1,'incarnation':{},'console':{}} | platform is missing",
        "{'version':1,'incarnation':{},'console':{},'platform':'p','kind':'k','target':'t'}"
            + " | incarnation.place is missing"
      })
  void fileThatIsNoIntentIsSetAsideAndReportedOnce(String text, String reason) throws IOException {
    Files.createDirectories(folder);
    var file = folder.resolve("freeze.json");
    Files.writeString(file, text.replace("''", "").replace('\'', '"'));
    intents.write(intent(new Remedy.Start(), CONSOLE));

    var first = intents.read();

    assertThat(first.intents()).as("the others are read").hasSize(1);
    assertThat(first.failures())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.sentence())
                    .startsWith("Reading the fault that a console left in " + file + " failed: ")
                    .contains(reason)
                    .contains("It was renamed to " + file + ".damaged; check that no replica"));
    assertThat(file).doesNotExist();
    assertThat(intents.read().failures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "unfreeze, melt, 'remedy ''melt'' is unknown; expected unfreeze, start or end'",
    "unfreeze, end, backendFault is missing",
    "2026-01-01T12:00:10.123456789Z, soon, 'ends is ''soon''; expected a time such as"
        + " 2026-01-31T12:00:00Z'",
  })
  void valueThatIsWrongIsNamed(String right, String wrong, String reason) throws IOException {
    intents.write(intent(new Remedy.Unfreeze(), CONSOLE));
    try (var files = Files.list(folder)) {
      var file = files.findFirst().orElseThrow();
      Files.writeString(file, Files.readString(file).replace(right, wrong));
    }

    assertThat(intents.read().failures())
        .singleElement()
        .satisfies(each -> assertThat(each.happened()).isEqualTo(reason));
  }

  @Test
  void fileThatIsNoTextIsSetAside() throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("freeze.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThat(intents.read().failures())
        .singleElement()
        .satisfies(each -> assertThat(each.happened()).isEqualTo("it is not UTF-8 text"));
  }
}
