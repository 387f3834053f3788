package switchboard.console.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import switchboard.console.AtomicFile;

/** The two files of a report, side by side in a folder. */
public final class ReportFiles {
  private static final String JSON = "report.json";
  private static final String HTML = "report.html";

  private ReportFiles() {}

  /** Their names. */
  public static List<String> names() {
    return List.of(HTML, JSON);
  }

  /**
   * Writes a report; files of these names are replaced.
   *
   * @param folder is made when it is not there
   * @return where the page is
   */
  public static Path write(Report report, Path folder) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve(JSON), report.toJson() + "\n", StandardCharsets.UTF_8);
    var page = folder.resolve(HTML);
    AtomicFile.write(page, report.toHtml(), StandardCharsets.UTF_8);
    return page;
  }
}
