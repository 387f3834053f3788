package switchboard.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each measured figure in the README is that of the run or the benchmark that it names. */
class ReadmeFiguresTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Pattern ROW =
      Pattern.compile(
          "\\| (?<what>[^|]+) \\| (?<measured>[^|]+) \\| \\[[^]]+]\\((?<from>[^)]+)\\) \\|");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

  /** A row of the table of figures. */
  private record Row(String what, String measured, String from) {
    boolean isOfRun() {
      return from.endsWith(".json");
    }
  }

  private static List<Row> rows() throws IOException {
    return text("README.md")
        .lines()
        .map(ROW::matcher)
        .filter(found -> found.matches())
        .map(row -> new Row(row.group("what"), row.group("measured"), row.group("from")))
        .toList();
  }

  private static String text(String file) throws IOException {
    return Files.readString(REPOSITORY.resolve(file));
  }

  @Test
  void everyRowNamesWhereItsFiguresAreFrom() throws IOException {
    var table = text("README.md").split("## Measured", 2)[1].split("\n## ", 2)[0];
    var all = table.lines().filter(line -> line.startsWith("| ")).count();

    assertThat(rows()).hasSize((int) all - 2);
    assertThat(rows()).anyMatch(Row::isOfRun);
  }

  @Test
  void figuresOfARunAreThoseOfItsReport() throws IOException {
    for (var row : rows()) {
      if (row.isOfRun()) {
        var report = JsonParser.parseString(text(row.from())).getAsJsonObject();
        assertThat(row.measured()).as(row.what()).isEqualTo(sentence(report));
      }
    }
  }

  private static String sentence(JsonObject report) {
    var failures = report.getAsJsonObject("failures");
    var messages = report.getAsJsonObject("messages");
    var fault = report.getAsJsonArray("faults").get(0).getAsJsonObject();
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d requests failed, %,d of %,d deliveries lost; ready again in %s",
        report.getAsJsonObject("verdict").get("result").getAsString(),
        failures.get("failed").getAsLong(),
        failures.get("requests").getAsLong(),
        messages.get("lost").getAsLong(),
        messages.get("owed").getAsLong(),
        fault.get("recovery").getAsString());
  }

  @Test
  void figuresOfABenchmarkStandInItsTables() throws IOException {
    for (var row : rows()) {
      if (!row.isOfRun()) {
        var numbers = NUMBER.matcher(row.measured()).results().map(MatchResult::group).toList();
        assertThat(section(row.from())).as(row.what()).containsAll(numbers);
      }
    }
  }

  /** The numbers beneath a heading, down to the next one of its level. */
  private static List<String> section(String link) throws IOException {
    var parts = link.split("#", 2);
    var anchor = parts[1].replace('-', ' ');
    var lines = Arrays.asList(text(parts[0]).split("\n", -1));
    var begin = 0;
    while (!lines
        .get(begin)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 ]", "")
        .strip()
        .equals(anchor)) {
      begin++;
    }
    var level = lines.get(begin).replaceAll("[^#].*", "");
    return lines.stream()
        .skip(begin + 1L)
        .takeWhile(line -> !line.matches("#{1," + level.length() + "} .*"))
        .flatMap(line -> NUMBER.matcher(line).results().map(MatchResult::group))
        .toList();
  }
}
