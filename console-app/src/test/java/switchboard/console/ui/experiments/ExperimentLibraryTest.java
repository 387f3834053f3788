package switchboard.console.ui.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.experiment.file.ShippedExperiments;

class ExperimentLibraryTest {
  private static final String VALID = "apiVersion: switchboard/v1\nname: mine\n";

  @TempDir Path folder;

  private List<ListedExperiment> list(Path of, Path... opened) {
    return new ExperimentLibrary(of).list(List.of(opened)).toOptional().orElseThrow();
  }

  @Test
  void shippedOnesAreListedAlsoWithoutAFolder() {
    assertThat(list(folder.resolve("none")))
        .allSatisfy(each -> assertThat(each.experiment()).isPresent())
        .extracting(ListedExperiment::name)
        .containsExactlyElementsOf(ShippedExperiments.names());
  }

  @Test
  void ownFilesFollowByName() throws IOException {
    Files.writeString(folder.resolve("b.yml"), VALID);
    Files.writeString(folder.resolve("a.yaml"), VALID);
    Files.writeString(folder.resolve("notes.txt"), "no experiment");
    Files.writeString(folder.resolve(".a.yaml.swp"), "no experiment");

    assertThat(own(list(folder)))
        .extracting(ListedExperiment::name, ListedExperiment::description)
        .containsExactly(tuple("a.yaml", "mine"), tuple("b.yml", "mine"));
  }

  @Test
  void wrongFileIsListedWithAllItsMistakes() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), VALID + "laod: {}\nseed: many\n");

    var wrong = own(list(folder)).getFirst();

    assertThat(wrong.experiment()).isEmpty();
    assertThat(wrong.description()).isEqualTo("2 mistakes");
    assertThat(wrong.mistakes().getFirst()).startsWith("3:1: unknown key 'laod'");
    assertThat(wrong.mistakes().getLast()).startsWith("4:7: ");
  }

  @Test
  void fileThatIsNoTextIsListed() throws IOException {
    Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThat(own(list(folder)).getFirst().mistakes())
        .containsExactly("not a text; expected YAML in UTF-8");
  }

  @Test
  void openedFileIsListedOnceAndAlsoWhenItHasGone() throws IOException {
    var own = Files.writeString(folder.resolve("a.yaml"), VALID);
    var gone = folder.resolve("gone.yaml").resolveSibling("elsewhere.yaml");

    var listed = own(list(folder, own, gone));

    assertThat(listed)
        .extracting(ListedExperiment::file)
        .containsExactly(Optional.of(own), Optional.of(gone));
    assertThat(listed.getLast().mistakes().getFirst()).startsWith("the file cannot be read");
  }

  private static List<ListedExperiment> own(List<ListedExperiment> all) {
    return all.stream().filter(each -> each.file().isPresent()).toList();
  }
}
