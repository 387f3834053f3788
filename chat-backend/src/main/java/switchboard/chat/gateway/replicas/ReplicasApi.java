package switchboard.chat.gateway.replicas;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.management.Answer;
import switchboard.chat.management.Refusal;
import switchboard.chat.management.RequestFields;

/** The management routes that show and replace the list of replicas. */
public final class ReplicasApi {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicasApi.class);
  private static final String LIST = "replicas";
  private static final String NAME = "name";
  private static final String ADDRESS = "address";

  private final Replicas replicas;
  private final Health health;

  public ReplicasApi(Replicas replicas, Health health) {
    this.replicas = replicas;
    this.health = health;
  }

  /** The replicas in the set, then those that drain. */
  public Answer list() {
    var list = new JsonArray();
    for (var replica : replicas.all()) {
      list.add(
          new JsonObject()
              .put(NAME, replica.name())
              .put(ADDRESS, replica.address().toString())
              .put("state", replica.draining() ? "draining" : replica.up() ? "up" : "down")
              .put("requests", replica.count(CallKind.REQUESTS))
              .put("connections", replica.count(CallKind.SOCKETS)));
    }
    return Answer.of(new JsonObject().put(LIST, list));
  }

  /** Replaces the set. The same list again changes nothing. */
  public Answer replace(Buffer body) {
    var document = RequestFields.parse(body).only(Set.of(LIST)).document();
    var before = replicas.members().stream().map(Upstream::member).toList();
    var wanted = members(document.getValue(LIST));
    health.replace(wanted);
    if (!wanted.equals(before)) {
      LOG.info("replicas are now {}", wanted.isEmpty() ? "none" : wanted);
    }
    return list();
  }

  private static List<Endpoint> members(Object list) {
    if (!(list instanceof JsonArray entries)) {
      throw Refusal.malformed(
          "Field \"replicas\": expected a list of"
              + " {\"name\":\"backend-1\",\"address\":\"host:port\"}.");
    }
    var members = new ArrayList<Endpoint>();
    for (var entry : entries) {
      if (!(entry instanceof JsonObject member)) {
        throw Refusal.malformed("Every replica must be an object with \"name\" and \"address\".");
      }
      var fields = new RequestFields(member).only(Set.of(NAME, ADDRESS));
      members.add(
          checked(() -> new Endpoint(fields.text(NAME), Address.parse(fields.text(ADDRESS)))));
    }
    return checked(() -> Endpoint.checked(members));
  }

  private static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException wrong) {
      throw Refusal.malformed(wrong.getMessage() + ".");
    }
  }
}
