package switchboard.console.experiment.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The shape of a mapping.
 *
 * @param what it is, for a sentence: "a step"
 * @param keys that it may have
 * @param oneOf of which it has exactly one; empty for no such rule
 * @param maker makes a value of those of its keys; throws IllegalArgumentException or {@link
 *     Values#unfit} with a sentence when they do not fit together
 */
record Fields<T>(String what, List<Key<?>> keys, List<Key<?>> oneOf, Function<Values, T> maker)
    implements Shape<T> {
  Fields {
    keys = List.copyOf(keys);
    oneOf = List.copyOf(oneOf);
  }

  static <T> Fields<T> of(String what, List<Key<?>> keys, Function<Values, T> maker) {
    return new Fields<>(what, keys, List.of(), maker);
  }

  @Override
  public Optional<T> read(Node node, List<Mistake> mistakes) {
    if (!(node instanceof MappingNode mapping)) {
      mistakes.add(Shapes.wrong(node, "expected " + what + " with " + names(keys)));
      return Optional.empty();
    }
    var before = mistakes.size();
    var values = new Values(node);
    var seen = new HashSet<String>();
    mapping.getValue().forEach(entry -> read(entry, values, seen, mistakes));
    keys.stream()
        .filter(key -> key.required() && !seen.contains(key.name()))
        .forEach(key -> add(node, "missing '%s' in %s".formatted(key.name(), what), mistakes));
    var chosen = oneOf.stream().filter(key -> seen.contains(key.name())).count();
    if (!oneOf.isEmpty() && chosen != 1) {
      add(node, "expected exactly one of %s in %s".formatted(names(oneOf), what), mistakes);
    }
    return mistakes.size() == before ? made(values, node, mistakes) : Optional.empty();
  }

  private void read(NodeTuple entry, Values values, HashSet<String> seen, List<Mistake> mistakes) {
    var keyNode = entry.getKeyNode();
    var name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
    var key = keys.stream().filter(each -> each.name().equals(name)).findFirst();
    if (key.isEmpty()) {
      var known = keys.stream().map(Key::name).toList();
      add(
          keyNode,
          "unknown key '%s' in %s; expected %s%s"
              .formatted(Shapes.quoted(name), what, names(keys), Suggestion.of(name, known)),
          mistakes);
    } else if (!seen.add(name)) {
      add(keyNode, "'%s' stands twice in %s".formatted(name, what), mistakes);
    } else {
      read(key.get(), entry.getValueNode(), values, mistakes);
    }
  }

  private static <V> void read(Key<V> key, Node node, Values values, List<Mistake> mistakes) {
    key.shape().read(node, mistakes).ifPresent(value -> values.put(key, node, value));
  }

  private Optional<T> made(Values values, Node node, List<Mistake> mistakes) {
    try {
      return Optional.of(maker.apply(values));
    } catch (Values.UnfitException e) {
      mistakes.addAll(e.mistakes());
    } catch (IllegalArgumentException e) {
      add(node, e.getMessage(), mistakes);
    }
    return Optional.empty();
  }

  private static void add(Node node, String sentence, List<Mistake> mistakes) {
    mistakes.add(Mistake.at(node.getStartMark().orElseThrow(), sentence));
  }

  private static String names(List<Key<?>> keys) {
    return keys.stream().map(Key::name).collect(Collectors.joining(", "));
  }

  @Override
  public JsonObject schema() {
    var properties = new JsonObject();
    keys.forEach(
        key ->
            properties.add(key.name(), Shapes.described(key.shape().schema(), key.description())));
    var schema = Shapes.type("object");
    schema.add("properties", properties);
    var required = new ArrayList<String>();
    keys.stream().filter(Key::required).map(Key::name).forEach(required::add);
    if (!required.isEmpty()) {
      schema.add("required", Shapes.words(required));
    }
    schema.addProperty("additionalProperties", false);
    if (!oneOf.isEmpty()) {
      var alternatives = new JsonArray();
      oneOf.forEach(
          key -> {
            var alternative = new JsonObject();
            alternative.add("required", Shapes.words(List.of(key.name())));
            alternatives.add(alternative);
          });
      schema.add("oneOf", alternatives);
    }
    return schema;
  }
}
