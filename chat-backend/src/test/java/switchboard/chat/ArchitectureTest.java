package switchboard.chat;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the packages of the service. */
final class ArchitectureTest {
  private static final int MAX_FILES = 25;
  private static final Pattern USE =
      Pattern.compile("(?m)^ +(switchboard\\.\\S+) +-> (switchboard\\.\\S+)");

  @Test
  void packagesHaveNoCycles() throws Exception {
    var classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var found = new StringWriter();
    var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    jdeps.run(
        new PrintWriter(found),
        new PrintWriter(found),
        "-verbose:package",
        "--ignore-missing-deps",
        classes.toString());
    var uses =
        new HashMap<>(
            USE.matcher(found.toString())
                .results()
                .collect(groupingBy(use -> use.group(1), mapping(use -> use.group(2), toSet()))));
    assertThat(uses).containsKeys("switchboard.chat", "switchboard.chat.gateway");

    // One that uses no other that is left is in no cycle.
    while (uses.keySet().removeIf(each -> Collections.disjoint(uses.get(each), uses.keySet()))) {}

    assertThat(uses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main/java", "src/test/java"})
  void packageIsSmallEnoughToBeSeenAtAGlance(String folder) throws Exception {
    try (var files = Files.walk(Path.of(folder))) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .collect(groupingBy(Path::getParent, counting())))
          .isNotEmpty()
          .allSatisfy((folderOfPackage, count) -> assertThat(count).isLessThanOrEqualTo(MAX_FILES));
    }
  }
}
