package switchboard.console.experiment.file;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import switchboard.console.experiment.Experiment;

/** Reads an experiment from YAML, and writes the schema of such a file. */
public final class ExperimentFile {
  /** What the next characters are worth is not read. */
  private static final int LONGEST = 256 * 1024;

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ExperimentFile() {}

  /**
   * Reads one.
   *
   * @throws InvalidFileException with everything that is wrong
   */
  public static Experiment read(String yaml) throws InvalidFileException {
    if (yaml.length() > LONGEST) {
      throw new InvalidFileException(
          List.of(
              new Mistake(
                  1, 1, "the file is too long; expected at most " + LONGEST + " characters")));
    }
    var mistakes = new ArrayList<Mistake>();
    var experiment = root(yaml).flatMap(node -> new ExperimentShape().read(node, mistakes));
    if (!mistakes.isEmpty()) {
      throw new InvalidFileException(mistakes);
    }
    return experiment.orElseThrow(
        () -> new InvalidFileException(List.of(new Mistake(1, 1, "the file is empty"))));
  }

  private static Optional<Node> root(String yaml) throws InvalidFileException {
    var settings = LoadSettings.builder().setCodePointLimit(LONGEST).setUseMarks(true).build();
    try {
      return new Compose(settings).composeString(yaml);
    } catch (StackOverflowError e) {
      // The library has no limit of its own.
      throw new InvalidFileException(List.of(new Mistake(1, 1, "no YAML: nested too deeply")));
    } catch (MarkedYamlEngineException e) {
      var mark = e.getProblemMark().or(e::getContextMark);
      throw new InvalidFileException(
          List.of(
              mark.map(at -> Mistake.at(at, "no YAML: " + e.getProblem()))
                  .orElseGet(() -> new Mistake(1, 1, "no YAML: " + e.getProblem()))));
    } catch (YamlEngineException e) {
      throw new InvalidFileException(
          List.of(new Mistake(1, 1, "no YAML: " + Shapes.quoted(e.getMessage()))));
    }
  }

  /** The schema of a file, in JSON Schema. */
  public static String schema() {
    var schema = new JsonObject();
    schema.addProperty("$schema", DIALECT);
    schema.addProperty("title", "An experiment of Switchboard");
    new ExperimentShape().schema().asMap().forEach(schema::add);
    return GSON.toJson(schema);
  }
}
