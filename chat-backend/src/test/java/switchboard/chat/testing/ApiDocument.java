package switchboard.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A document of {@code docs/api}, against which a service's answers and frames are checked. */
public final class ApiDocument {
  /** A method of a path, and a status that it is answered with. */
  public record Answer(String method, String path, int status) {}

  private static final Path FOLDER = Path.of("../docs/api");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private static final Map<String, JsonNode> PARSED = new ConcurrentHashMap<>();

  private final JsonNode root;

  /** By identity: a schema's hash is that of everything in it, and frames come in thousands. */
  private final Map<JsonNode, JsonSchema> schemas =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private ApiDocument(JsonNode root) {
    this.root = root;
  }

  /** Reads a document; references, also those to its neighbours, are replaced by what they mean. */
  public static ApiDocument read(String name) {
    return new ApiDocument(resolved(parse(name), name));
  }

  /** The value at a JSON pointer. */
  public JsonNode at(String pointer) {
    var found = root.at(pointer);
    assertThat(found.isMissingNode()).as(pointer).isFalse();
    return found;
  }

  /** The values of a field in all entries of a list. */
  public Set<String> words(String pointer, String field) {
    return elements(at(pointer)).map(entry -> entry.get(field).asText()).collect(toSortedSet());
  }

  /** The elements of a list. */
  public Set<String> values(String pointer) {
    return elements(at(pointer)).map(JsonNode::asText).collect(toSortedSet());
  }

  /** The names of an object's fields. */
  public Set<String> keys(String pointer) {
    return at(pointer).propertyStream().map(Map.Entry::getKey).collect(toSortedSet());
  }

  /** All answers of all methods of all paths. */
  public Set<Answer> answers() {
    return at("/paths")
        .propertyStream()
        .flatMap(
            path ->
                path.getValue()
                    .propertyStream()
                    .filter(operation -> operation.getValue().has("responses"))
                    .flatMap(
                        operation ->
                            operation
                                .getValue()
                                .get("responses")
                                .propertyStream()
                                .map(
                                    response ->
                                        new Answer(
                                            operation.getKey().toUpperCase(Locale.ROOT),
                                            path.getKey(),
                                            Integer.parseInt(response.getKey())))))
        .collect(Collectors.toSet());
  }

  /**
   * Fails unless the answer is documented: its status, headers and content.
   *
   * @param header the value of a header of the answer; null or empty when there is none
   * @return the documented answer that it is; of a HEAD request, that of GET
   */
  public Answer check(
      String method, String path, int status, Function<String, String> header, String body) {
    var what = String.format(Locale.ROOT, "%s %s: %d %s", method, path, status, body);
    var item = root.get("paths").path(path);
    var operation = item.path(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
    if (status == 404 || item.isMissingNode()) {
      // No port has the paths of the others.
      assertThat(status).as(what).isBetween(400, 599);
      checkContent(what, root.at("/components/responses/Problem"), header, body);
      return new Answer(method, path, status);
    }
    var response =
        operation.isMissingNode()
            ? root.at("/components/responses/NotAllowed")
            : operation.get("responses").get(Integer.toString(status));
    assertThat(response).as(what + " is not documented").isNotNull();
    if (operation.isMissingNode()) {
      assertThat(status).as(what).isIn(400, 403, 405, 413, 421);
    }
    if (status == 405) {
      assertThat(Set.of(header.apply("Allow").split(", ", -1))).as(what).isEqualTo(methods(item));
    }
    response.path("headers").propertyStream().forEach(each -> checkHeader(what, each, header));
    if (!method.equals("HEAD")) {
      checkContent(what, response, header, body);
    }
    return new Answer(method.equals("HEAD") ? "GET" : method, path, status);
  }

  /** Fails unless a frame is one of the messages; gives its type. */
  public String checkFrame(String frame) {
    var type = json(frame).path("type").asText();
    var message = root.at("/components/messages").path(type);
    assertThat(message.isMissingNode()).as("%s is not documented", frame).isFalse();
    checkSchema(frame, message.get("payload"), json(frame));
    return type;
  }

  private static Set<String> methods(JsonNode item) {
    var methods =
        item.propertyStream()
            .filter(operation -> operation.getValue().has("responses"))
            .map(operation -> operation.getKey().toUpperCase(Locale.ROOT));
    return Stream.concat(methods, item.has("get") ? Stream.of("HEAD") : Stream.empty())
        .collect(toSortedSet());
  }

  private void checkHeader(
      String what, Map.Entry<String, JsonNode> documented, Function<String, String> header) {
    var value = header.apply(documented.getKey());
    if (value != null && !value.isEmpty()) {
      checkSchema(
          what + " " + documented.getKey(),
          documented.getValue().get("schema"),
          TextNode.valueOf(value));
    } else {
      assertThat(documented.getValue().path("required").asBoolean())
          .as(what + " has no " + documented.getKey())
          .isFalse();
    }
  }

  private void checkContent(
      String what, JsonNode response, Function<String, String> header, String body) {
    var content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(body).as(what).isEmpty();
      return;
    }
    var type = content.properties().iterator().next();
    assertThat(header.apply("Content-Type")).as(what).startsWith(type.getKey());
    if (type.getKey().endsWith("json")) {
      checkSchema(what, type.getValue().get("schema"), json(body));
    }
  }

  private void checkSchema(String what, JsonNode schema, JsonNode value) {
    assertThat(schemas.computeIfAbsent(schema, SCHEMAS::getSchema).validate(value))
        .as(what)
        .isEmpty();
  }

  private static JsonNode resolved(JsonNode node, String document) {
    if (node.has("$ref")) {
      var reference = node.get("$ref").asText().split("#", 2);
      var target = reference[0].isEmpty() ? document : reference[0];
      var meant = parse(target).at(reference[1]);
      assertThat(meant.isMissingNode()).as("%s in %s", node, document).isFalse();
      return resolved(meant, target);
    }
    if (node.isObject()) {
      var object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(entry -> object.set(entry.getKey(), resolved(entry.getValue(), document)));
      return object;
    }
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(resolved(element, document)));
      return array;
    }
    return node;
  }

  private static JsonNode parse(String name) {
    return PARSED.computeIfAbsent(
        name,
        unread -> {
          try {
            return new YAMLMapper().readTree(Files.readString(FOLDER.resolve(unread)));
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(text, broken);
    }
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get);
  }

  private static Collector<String, ?, Set<String>> toSortedSet() {
    return Collectors.collectingAndThen(Collectors.toSet(), TreeSet::new);
  }
}
