package switchboard.chat.management;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.function.Supplier;

/** The one event loop that a process runs on, without unused features, so that it starts fast. */
public final class EventLoop {
  private EventLoop() {}

  /** A Vert.x with a single event loop: state that only it touches needs no locks. */
  public static Vertx create() {
    // The JDK's resolver starts faster than Vert.x's own; its answers are cached briefly, so that a
    // container that came back under another address is found.
    System.setProperty("vertx.disableDnsResolver", "true");
    System.setProperty("sun.net.inetaddr.ttl", "1");
    System.setProperty("sun.net.inetaddr.negative.ttl", "0");
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(2)
            .setInternalBlockingPoolSize(2)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  /** Does something on a loop, from any thread. */
  public static <T> Future<T> run(Context loop, Supplier<Future<T>> action) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(
        go -> {
          try {
            action.get().onComplete(done);
          } catch (RuntimeException failure) {
            done.fail(failure);
          }
        });
    return done.future();
  }
}
