package switchboard.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file of the repository is as google-java-format writes it. To format them all: {@code
 * ./mvnw -pl console-app -am test -Dtest=FormatTest -Dformat=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class FormatTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final List<String> MODULES =
      List.of("chat-backend", "simulator", "console-app", "installer");

  private final Formatter formatter = new Formatter();

  @Test
  void everyFileIsFormatted() {
    var unformatted =
        MODULES.stream()
            .flatMap(module -> javaFiles(module).stream())
            .filter(this::differs)
            .map(REPOSITORY::relativize);

    assertThat(unformatted).as("files to format (see this test's comment)").isEmpty();
  }

  private static List<Path> javaFiles(String module) {
    try (var files = Files.walk(REPOSITORY.resolve(module).resolve("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean differs(Path file) {
    try {
      var found = Files.readString(file);
      var expected =
          formatter.formatSource(
              RemoveUnusedImports.removeUnusedImports(
                  ImportOrderer.reorderImports(found, JavaFormatterOptions.Style.GOOGLE)));
      if (found.equals(expected)) {
        return false;
      }
      if ("write".equals(System.getProperty("format"))) {
        Files.writeString(file, expected);
        return false;
      }
      return true;
    } catch (FormatterException e) {
      throw new IllegalStateException(file + " cannot be parsed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
