package switchboard.console.settings;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import switchboard.console.AtomicFile;
import switchboard.console.Failure;
import switchboard.console.UserFolder;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.platform.WellKnownPorts;

/**
 * The settings as a JSON file that is replaced as a whole, so that a crash leaves the old one or
 * the new one. A missing value has its default; one that cannot be read is set aside.
 */
public final class SettingsFile {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private final Path file;

  /** What is in the file; null for what is not. */
  private record Stored(
      ThemePreference look,
      SecondInstancePolicy secondStart,
      WellKnownPorts ports,
      Integer replicaHeapMiB,
      Integer scrapeSeconds,
      ChartRange past,
      Set<ConfirmableAction> asked,
      String folder,
      WindowBounds place) {

    static Stored of(Settings settings) {
      return new Stored(
          settings.look(),
          settings.secondStart(),
          settings.ports(),
          settings.heap().mebibytes(),
          settings.scrapes().seconds(),
          settings.past(),
          new TreeSet<>(settings.asked()),
          settings.folder().path().toString(),
          settings.place().orElse(null));
    }

    Settings settings() {
      var usual = Settings.DEFAULT;
      return new Settings(
          look == null ? usual.look() : look,
          secondStart == null ? usual.secondStart() : secondStart,
          ports == null ? usual.ports() : ports,
          replicaHeapMiB == null ? usual.heap() : new ReplicaHeap(replicaHeapMiB),
          scrapeSeconds == null ? usual.scrapes() : new ScrapeInterval(scrapeSeconds),
          past == null ? usual.past() : past,
          asked == null ? usual.asked() : known(asked),
          folder == null ? usual.folder() : new DataFolder(Path.of(folder)),
          Optional.ofNullable(place));
    }

    /** Gson reads a name that is not known as null. */
    private static Set<ConfirmableAction> known(Set<ConfirmableAction> risks) {
      if (risks.contains(null)) {
        throw new IllegalArgumentException(
            "\"asked\" may contain only %s"
                .formatted(
                    EnumSet.allOf(ConfirmableAction.class).stream().map(Enum::name).toList()));
      }
      return risks;
    }
  }

  /**
   * What was found.
   *
   * @param loadFailure what was wrong with the file, and where it is now
   */
  public record Loaded(Settings settings, Optional<Failure> loadFailure) {}

  public SettingsFile(Path file) {
    this.file = file;
  }

  public Path path() {
    return file;
  }

  /** Where the user's system keeps such files. */
  public static SettingsFile ofThisUser() {
    return new SettingsFile(UserFolder.configuration(System.getenv()).resolve("settings.json"));
  }

  /** The default settings where there is no readable file. */
  public Loaded load() {
    try {
      if (!Files.exists(file)) {
        return new Loaded(Settings.DEFAULT, Optional.empty());
      }
      var stored = GSON.fromJson(Files.readString(file), Stored.class);
      if (stored == null) {
        throw new JsonParseException("it is empty");
      }
      return new Loaded(stored.settings(), Optional.empty());
    } catch (IOException | RuntimeException e) {
      // Gson has no common exception for text that is not JSON and for values that a record
      // refuses.
      return new Loaded(Settings.DEFAULT, Optional.of(setAside(reason(e))));
    }
  }

  /** What a record's constructor said is wrapped by Gson. */
  private static String reason(Exception e) {
    return switch (e) {
      case CharacterCodingException broken -> "it is not UTF-8 text";
      case IOException unread -> unread.toString();
      default -> e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    };
  }

  private Failure setAside(String reason) {
    try {
      var damaged = AtomicFile.target(file);
      var aside = damaged.resolveSibling(damaged.getFileName() + ".damaged");
      Files.move(damaged, aside, StandardCopyOption.REPLACE_EXISTING);
      return failure(reason, "It was renamed to " + aside + ", and the default settings apply.");
    } catch (IOException e) {
      return failure(reason, "The default settings apply; delete the file.");
    }
  }

  private Failure failure(String reason, String next) {
    return new Failure("Reading the settings in " + file, reason, next);
  }

  /** Replaces the file; of a symbolic link, what it leads to. */
  public void save(Settings settings) throws IOException {
    AtomicFile.write(file, GSON.toJson(Stored.of(settings)), StandardCharsets.UTF_8);
  }
}
