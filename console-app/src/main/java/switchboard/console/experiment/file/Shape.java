package switchboard.console.experiment.file;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What a value in a file may be: how it is read, and how the JSON Schema says so.
 *
 * @param <T> what is made of it
 */
interface Shape<T> {
  /**
   * Reads a value.
   *
   * @param mistakes receives what is wrong with it
   * @return empty when something is
   */
  Optional<T> read(Node node, List<Mistake> mistakes);

  /** The same in JSON Schema, draft 2020-12. */
  JsonObject schema();
}
