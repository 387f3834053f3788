package switchboard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that users start, with a JDK that only says how it was called. */
class LauncherTest {
  private static final String PATH = System.getenv("PATH");

  @TempDir private Path folder;
  private Path script;

  @BeforeEach
  void layOut() throws IOException {
    assumeThat(Path.of("/bin/sh")).exists();
    var jdk = folder.resolve("a jdk");
    install(jdk.resolve("bin/javac"), "");
    install(
        jdk.resolve("bin/java"),
        "printf '%s\\n' \"PWD=$(pwd -P)\" \"HOME=$HOME\" \"LC_ALL=${LC_ALL:-}\" \"$@\"");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    script = layOut("ein ü");
  }

  /** As a clone whose build is newer than its sources. */
  private Path layOut(String name) throws IOException {
    var clone = folder.resolve(name);
    Files.createDirectories(clone.resolve("console-app/src/main"));
    Files.createFile(clone.resolve("pom.xml"));
    Files.createFile(clone.resolve("console-app/pom.xml"));
    Files.createDirectories(clone.resolve("console-app/target/app"));
    Files.createFile(clone.resolve("console-app/target/app/built"));
    return Files.copy(Path.of("../switchboard"), clone.resolve("switchboard"));
  }

  @Test
  void withoutAHomeItIsTheUsersOwn() throws Exception {
    var said = start(Map.of());

    assertThat(said).contains("HOME=" + homeOfThisUser()).endsWith("switchboard.console.Main", "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_XX.UTF-8"})
  void whereNamesAreOfAsciiAloneJavaIsToldThatTheyAreNot(String locale) throws Exception {
    assumeThat(run(Map.of("PATH", PATH), "locale", "-a")).contains("C.utf8");

    assertThat(start(Map.of("HOME", "/h", "LC_ALL", locale))).contains("LC_ALL=C.utf8");
  }

  @Test
  void aLocaleThatKnowsAllNamesStays() throws Exception {
    assertThat(start(Map.of("HOME", "/h", "LC_ALL", "C.UTF-8"))).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void temporaryFolderIsTheOneThatTheUserHasChosenIfItIsThere() throws Exception {
    var temporary = Files.createDirectory(folder.resolve("tmp ü")).toString();

    assertThat(start(Map.of("HOME", "/h", "TMPDIR", temporary)))
        .contains("-Djava.io.tmpdir=" + temporary);
    assertThat(start(Map.of("HOME", "/h", "TMPDIR", temporary + "/gone")))
        .noneMatch(line -> line.startsWith("-Djava.io.tmpdir"));
  }

  @Test
  void itStartsInAFolderThatHasBeenDeleted() throws Exception {
    var gone = Files.createDirectory(folder.resolve("gone"));
    var inGone = "cd '" + gone + "' && rmdir '" + gone + "' && exec sh '" + script + "' x";

    assertThat(run(environment(Map.of("HOME", "/h")), "sh", "-c", inGone))
        .contains("PWD=" + script.toRealPath().getParent());
  }

  @Test
  void aFolderThatJavaCannotBeToldIsNamed() throws Exception {
    script = layOut("a:b");

    assertThat(start(Map.of("HOME", "/h")))
        .singleElement()
        .asString()
        .startsWith("Switchboard cannot run from " + script.getParent());
  }

  private static String homeOfThisUser() throws Exception {
    return run(Map.of("PATH", PATH), "sh", "-c", "eval echo ~$(id -un)").getFirst();
  }

  private List<String> start(Map<String, String> environment) throws Exception {
    return run(environment(environment), "sh", script.toString(), "x");
  }

  private Map<String, String> environment(Map<String, String> own) {
    var all = new HashMap<>(own);
    all.put("PATH", PATH);
    all.put("JAVA_HOME", folder.resolve("a jdk").toString());
    return all;
  }

  private static List<String> run(Map<String, String> environment, String... command)
      throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.lines().toList();
  }

  private static void install(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
