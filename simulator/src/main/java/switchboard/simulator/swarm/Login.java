package switchboard.simulator.swarm;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import switchboard.simulator.schedule.Schedule;

/** One user's session token: obtained by logging in, and renewed before it expires. */
final class Login {
  private static final Duration UNTIL_NEXT_RENEWAL = Duration.ofSeconds(1);

  private final VirtualUser.Context world;
  private final String name;
  private String token;
  private boolean renewing;
  private boolean left;
  private Schedule.Timer renewal;

  Login(VirtualUser.Context world, String name) {
    this.world = world;
    this.name = name;
  }

  /** Null while there is none. */
  String token() {
    return token;
  }

  /** Drops the token, which the server has refused. */
  void refused() {
    token = null;
  }

  Future<Void> begin(long intended) {
    return world
        .server()
        .login(world.calls().begin(Operation.LOGIN, name, intended), name)
        .map(
            session -> {
              succeeded(session);
              return null;
            });
  }

  private void succeeded(ChatServer.Session session) {
    token = session.token();
    if (renewal != null) {
      renewal.cancel();
    }
    if (!left) {
      var valid = Duration.between(Instant.now(), session.expiresAt());
      var wait = Duration.ofMillis((long) (valid.toMillis() * world.random().nextDouble(0.6, 0.8)));
      renewal = world.schedule().after(wait, this::renew);
    }
  }

  /** Replaces the token by a new one; retries until it has it. */
  void renew() {
    if (left || renewing) {
      return;
    }
    renewing = true;
    begin(System.nanoTime())
        .onComplete(done -> renewing = false)
        .onFailure(failure -> renewal = world.schedule().after(UNTIL_NEXT_RENEWAL, this::renew));
  }

  void leave() {
    left = true;
    if (renewal != null) {
      renewal.cancel();
    }
  }
}
