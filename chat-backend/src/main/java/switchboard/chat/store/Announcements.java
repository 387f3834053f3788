package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Consumer;
import switchboard.chat.store.connection.StoreConnection;
import switchboard.chat.store.connection.StoreLink;

/** Transient messages between replicas: one that is not subscribed at the time misses them. */
final class Announcements {
  private static final String CHANNEL = "replicas";

  private final Reads sender;
  private final StoreConnection connection;
  private Consumer<String> receiver;

  Announcements(StoreLink link, Reads sender) {
    this.sender = sender;
    this.connection = link.connection("announcements", this::subscribe);
  }

  void open(Consumer<String> announced) {
    receiver = announced;
    connection.open();
  }

  void publish(String text) {
    var _ = sender.sendOnce(Request.cmd(Command.PUBLISH, CHANNEL, text));
  }

  /**
   * Subscribes again, when the present subscription seems dead: it owes no reply, so nothing else
   * would notice.
   */
  void renew() {
    connection.drop("nothing was heard on it");
  }

  private Future<Response> subscribe(RedisConnection fresh) {
    fresh.handler(
        published -> {
          if (published != null
              && published.size() == 3
              && "message".equals(published.get(0).toString())) {
            receiver.accept(published.get(2).toString());
          }
        });
    return fresh.send(Request.cmd(Command.SUBSCRIBE, CHANNEL));
  }
}
