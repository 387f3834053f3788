package switchboard.console.calibration;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.AtomicFile;

/** The calibrations of a user, a file each. Any thread may call; every call asks the disk. */
public final class Calibrations {
  /** Of what is written now. A file of another format is not read. */
  private static final String SCHEMA = "switchboard.calibration/v1";

  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

  private final Path folder;

  /** Those in a folder, which need not be there yet. */
  public Calibrations(Path folder) {
    this.folder = folder;
  }

  /** A file's content. */
  private record Kept(
      String schema,
      String key,
      String name,
      String platform,
      String version,
      String at,
      Map<String, List<Double>> values) {}

  /** Keeps one; replaces that of the same conditions. */
  public Path keep(Calibration calibration) throws IOException {
    var values = new LinkedHashMap<String, List<Double>>();
    calibration.figures().forEach(each -> values.put(each.word(), calibration.values().get(each)));
    var file = file(calibration.key());
    AtomicFile.write(
        file,
        JSON.toJson(
                new Kept(
                    SCHEMA,
                    calibration.key(),
                    calibration.name(),
                    calibration.platform(),
                    calibration.version(),
                    calibration.at().toString(),
                    values))
            + "\n",
        StandardCharsets.UTF_8);
    return file;
  }

  /**
   * The one of these conditions; empty when there is none.
   *
   * @throws IOException when there is one that cannot be read
   */
  public Optional<Calibration> of(Conditions conditions) throws IOException {
    var file = file(conditions.key());
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var kept = JSON.fromJson(Files.readString(file), Kept.class);
      if (kept == null || !SCHEMA.equals(kept.schema())) {
        throw new IOException(file + " is no calibration of this version; calibrate again");
      }
      var values = new LinkedHashMap<RunFigure, List<Double>>();
      kept.values()
          .forEach(
              (word, of) ->
                  RunFigure.ofWord(word)
                      .ifPresent(figure -> values.put(figure, checked(word, of))));
      return Optional.of(
          new Calibration(
              kept.key(),
              kept.name(),
              kept.platform(),
              kept.version(),
              Instant.parse(kept.at()),
              values));
    } catch (RuntimeException e) {
      // Of JSON, or of a value that is none of its type.
      throw new IOException(file + " cannot be read; calibrate again: " + e.getMessage(), e);
    }
  }

  /** One value has no noise, and what is not finite has no difference. */
  private static List<Double> checked(String word, List<Double> values) {
    if (values.size() < 2 || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          word + " is " + values + "; expected two finite values at least");
    }
    return List.copyOf(values);
  }

  private Path file(String key) {
    return folder.resolve(key + ".json");
  }
}
