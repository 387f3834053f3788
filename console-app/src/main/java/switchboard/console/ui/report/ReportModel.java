package switchboard.console.ui.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import switchboard.console.Build;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.SessionRecorder;
import switchboard.console.report.Report;
import switchboard.console.report.ReportFiles;
import switchboard.console.settings.DataFolder;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.prompt.PromptsModel;

/**
 * Writes reports, each into a folder of its own beneath the data folder, and opens their pages; one
 * at a time. FX thread only.
 */
public final class ReportModel {
  private static final String WRITING = "Writing the report";

  /** Of the data folder. */
  private static final String FOLDER = "reports";

  private static final int MAX_NAME = 60;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH.mm.ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final Operation operation;
  private final PromptsModel prompts;
  private final Supplier<DataFolder> folder;
  private final Consumer<URI> browser;

  /**
   * @param folder where the operator wants files
   * @param browser opens a page
   */
  public ReportModel(OperationContext context, Supplier<DataFolder> folder, Consumer<URI> browser) {
    operation = context.operation();
    prompts = context.prompts();
    this.folder = folder;
    this.browser = browser;
  }

  /** Whether one is being written. */
  public ReadOnlyBooleanProperty busyProperty() {
    return operation.busyProperty();
  }

  /** Writes the report of a run that is over. */
  public void write(RunRecord run) {
    write(() -> Outcome.done(run));
  }

  /** Writes a report that there is already. */
  public void write(Instant ended, String name, Report report) {
    var own = folder.get().path().resolve(FOLDER).resolve(name(ended, name));
    operation.start(WRITING, progress -> written(report, own), this::open);
  }

  /** Writes the report of a session until now. */
  public void write(SessionRecorder session) {
    write(session::record);
  }

  private void write(Supplier<Outcome<RunRecord>> record) {
    var data = folder.get().path();
    operation.start(
        WRITING,
        report ->
            switch (record.get()) {
              case Outcome.Done<RunRecord>(RunRecord run) -> written(run, data);
              case Outcome.Failed<RunRecord>(Failure why) -> Outcome.failed(why);
            },
        this::open);
  }

  private void open(Path page) {
    prompts.tell("The report is in " + page.getParent() + ".");
    browser.accept(page.toUri());
  }

  private static Outcome<Path> written(RunRecord run, Path data) {
    try {
      return written(
          Report.of(run, Build.nameAndNumber()), data.resolve(FOLDER).resolve(name(run)));
    } catch (IOException e) {
      throw new UncheckedIOException("The build has no name", e);
    }
  }

  private static Outcome<Path> written(Report report, Path own) {
    try {
      return Outcome.done(ReportFiles.write(report, own));
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(
              WRITING,
              "%s cannot be written: %s".formatted(own, e),
              "Choose a writable folder with free space in the settings (F4)."));
    }
  }

  /** "2026-11-28 12.05.03 stop one of three": of the same run it is always the same. */
  static String name(RunRecord run) {
    return name(run.remains().moments().ended(), run.remains().experiment().name());
  }

  /** Of a name only what every file system takes. */
  static String name(Instant ended, String name) {
    var plain = name.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    var end =
        plain.offsetByCodePoints(0, Math.min(MAX_NAME, plain.codePointCount(0, plain.length())));
    return (TIME.format(ended) + " " + plain.substring(0, end)).strip();
  }
}
