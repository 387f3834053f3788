package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.simulator.Running.number;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import switchboard.simulator.swarm.Load;

/** Users against a server that can be made to break its promise. */
@Execution(ExecutionMode.CONCURRENT)
class SwarmTest {
  private final CrookedServer server = new CrookedServer();
  private Running running;

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
    server.close();
  }

  /** Ten users, five to a room, each sending thrice a second. */
  private void start() {
    start(new Load(10, 1000, 180, 60, 5));
  }

  private void start(Load load) {
    running = new Running(server.address(), load);
    running.awaitConnected(load.users());
  }

  /** One user, who waits for a welcome for less than usual. */
  private void startImpatient() {
    running =
        new Running(
            server.address(),
            new Load(1, 1000, 0, 0, 1),
            new OpenFiles(1_000),
            Duration.ofSeconds(3));
  }

  private JsonObject awaitAcknowledged(long messages) {
    return running.awaitStats(
        messages + " acknowledged", stats -> number(stats, "messages", "acknowledged") >= messages);
  }

  private static void assertVerdict(JsonObject stats, long lost, long duplicated, long reordered) {
    assertThat(number(stats, "messages", "lost")).as("lost").isEqualTo(lost);
    assertThat(number(stats, "messages", "duplicated")).as("duplicated").isEqualTo(duplicated);
    assertThat(number(stats, "messages", "reordered")).as("reordered").isEqualTo(reordered);
    assertThat(number(stats, "messages", "pending")).as("pending").isZero();
  }

  @Test
  void everyMessageReachesEveryMemberOfAnHonestServer() {
    // Silent until all are there: what is said before a member joins is not for that member.
    start(new Load(10, 1000, 0, 60, 5));
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":180}");
    awaitAcknowledged(60);

    var stats = running.settle();

    assertVerdict(stats, 0, 0, 0);
    assertThat(number(stats, "requests", "failed")).as(stats.getString("lastFailure")).isZero();
    assertThat(number(stats, "requests", "inFlight")).isZero();
    long sent = number(stats, "messages", "sent");
    assertThat(number(stats, "messages", "acknowledged")).isEqualTo(sent);
    assertThat(number(stats, "messages", "delivered")).isEqualTo(5 * sent);
    var delivery = stats.getJsonObject("deliveryMillis").getJsonObject("sinceStart");
    assertThat(delivery.getLong("count")).isEqualTo(5 * sent);
    assertThat(delivery.getDouble("p50")).isBetween(0.0, 60_000.0);
  }

  @Test
  void deliveriesLeftOutStayPending() {
    start();
    server.toLose.set(3);
    awaitAcknowledged(40);

    running.call("POST", "/quiesce", null);

    var stats =
        running.awaitStats("nothing in flight", now -> number(now, "requests", "inFlight") == 0);
    await()
        .untilAsserted(
            () -> assertThat(number(running.stats(), "messages", "pending")).isEqualTo(3));
    assertThat(stats.getBoolean("settled")).isFalse();
  }

  @Test
  void deliveriesMadeTwiceAreDuplicated() {
    start();
    server.toDouble.set(3);
    awaitAcknowledged(40);

    assertVerdict(running.settle(), 0, 3, 0);
  }

  @Test
  void markLeavesTheWarmUpOutOfTheTimesAndNotOutOfTheCounts() {
    start();
    server.toRefuse.set(1);
    running.awaitStats("failed", now -> number(now, "requests", "failed") == 1);
    var warm = running.settle();

    assertThat(running.call("POST", "/mark", null).statusCode()).isEqualTo(200);

    var stats = running.stats();
    for (var times : List.of("latencyMillis", "deliveryMillis")) {
      assertThat(number(stats.getJsonObject(times), "sinceMark", "count")).as(times).isZero();
    }
    assertThat(number(stats.getJsonObject("deliveryMillis"), "sinceStart", "count"))
        .isEqualTo(number(warm, "messages", "delivered"));
    assertThat(number(stats, "requests", "failed")).isEqualTo(1);
  }

  @Test
  void deliveriesSwappedAreReordered() {
    start();
    server.toSwap.set(4);
    awaitAcknowledged(60);

    assertVerdict(running.settle(), 0, 0, 4);
  }

  @Test
  void brokenSocketsAreReconnectsThatLoseNothing() {
    start();
    for (int i = 1; i <= 2; i++) {
      running.awaitConnected(10);
      server.breakSockets();
      long breaks = 10L * i;
      running.awaitStats("sockets broke", stats -> stats.getLong("reconnects") >= breaks);
    }
    running.awaitConnected(10);
    awaitAcknowledged(60);

    var stats = running.settle();

    assertVerdict(stats, 0, 0, 0);
    assertThat(number(stats, "requests", "failed")).as(stats.getString("lastFailure")).isZero();
    assertThat(stats.getLong("reconnects")).isEqualTo(20);
    var reconnect = stats.getJsonObject("reconnectMillis").getJsonObject("sinceStart");
    assertThat(reconnect.getLong("count")).isEqualTo(20);
    assertThat(reconnect.getDouble("max")).isBetween(1.0, 10_000.0);
  }

  @Test
  void usersWhoAreAskedToMoveDoSoWithoutBeingAwayAndLoseNothing() {
    start();
    for (int i = 1; i <= 3; i++) {
      server.rebalance();
      long moves = 10L * i;
      running.awaitStats("moved", stats -> stats.getLong("moves") == moves);
    }
    awaitAcknowledged(80);

    var stats = running.settle();

    assertVerdict(stats, 0, 0, 0);
    assertThat(number(stats, "messages", "undelivered")).isZero();
    assertThat(server.undelivered(5)).isZero();
    assertThat(number(stats, "requests", "failed")).as(stats.getString("lastFailure")).isZero();
    assertThat(stats.getLong("reconnects")).isZero();
    assertThat(number(stats, "users", "connected")).isEqualTo(10);
    assertThat(stats.getJsonObject("users").getDouble("disconnectedSeconds")).isZero();
    await().untilAsserted(() -> assertThat(server.closeCodes()).containsOnly(1000).hasSize(30));
    await().untilAsserted(() -> assertThat(server.roomSizes()).containsExactly(5, 5));
  }

  @Test
  void whatTheSocketOfAUserWhoMovedBringsTwiceOrNotAtAllIsCounted() {
    start();
    server.rebalance();
    // What still comes on a socket that is being left is not looked at.
    await().until(() -> server.closeCodes().size() == 10);
    server.toDouble.set(3);
    awaitAcknowledged(40);
    server.toLose.set(2);
    awaitAcknowledged(80);

    running.call("POST", "/quiesce", null);

    await()
        .untilAsserted(
            () -> {
              assertThat(number(running.stats(), "messages", "duplicated")).isEqualTo(3);
              assertThat(number(running.stats(), "messages", "pending")).isEqualTo(2);
            });
  }

  @Test
  void userWhoseMoveIsRefusedStaysWhereItIs() {
    startTwoWelcomed();
    server.toTurnAway.set(2);

    server.rebalance();

    running.awaitStats("refused", stats -> number(stats, "requests", "failed") == 2);
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":300}");
    awaitAcknowledged(20);
    var stats = running.settle();
    assertVerdict(stats, 0, 0, 0);
    assertThat(stats.getLong("moves")).isZero();
    assertThat(stats.getLong("reconnects")).isZero();
    assertThat(stats.getJsonObject("users").getDouble("disconnectedSeconds")).isZero();
  }

  @Test
  void userWhoseSocketBreaksWhileItMovesIsBackByTheOtherOne() {
    startTwoWelcomed();
    server.toHoldUp.set(2);
    server.rebalance();
    await().until(() -> server.toHoldUp.get() == 0);

    server.breakSockets();
    running.awaitStats("broken", stats -> stats.getLong("reconnects") == 2);
    server.welcomeThoseHeldUp();

    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":300}");
    awaitAcknowledged(20);
    var stats = running.settle();
    assertVerdict(stats, 0, 0, 0);
    assertThat(number(stats, "requests", "failed")).as(stats.getString("lastFailure")).isZero();
    assertThat(stats.getLong("reconnects")).isEqualTo(2);
    assertThat(server.roomSizes()).containsExactly(2);
  }

  @Test
  void messagesThatComeWhileAUserMovesCountOnce() {
    start(new Load(2, 1000, 0, 0, 2));
    running.awaitStats("both welcomed", stats -> number(stats, "requests", "inFlight") == 0);
    server.toHoldUp.set(2);
    server.rebalance();
    await().until(() -> server.toHoldUp.get() == 0);
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":300}");
    awaitAcknowledged(20);

    server.welcomeThoseHeldUp();

    running.awaitStats("moved", stats -> stats.getLong("moves") == 2);
    awaitAcknowledged(40);
    var stats = running.settle();
    assertVerdict(stats, 0, 0, 0);
    assertThat(number(stats, "messages", "delivered"))
        .isEqualTo(2 * number(stats, "messages", "acknowledged"));
  }

  @Test
  void whatTheNextSocketBringsOnceTooOftenIsDuplicated() {
    start(new Load(2, 1000, 0, 0, 2));
    running.awaitStats("both welcomed", stats -> number(stats, "requests", "inFlight") == 0);
    server.toHoldUp.set(2);
    server.rebalance();
    await().until(() -> server.toHoldUp.get() == 0);
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":300}");
    awaitAcknowledged(20);
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":0}");
    running.awaitStats("silence", stats -> number(stats, "requests", "inFlight") == 2);
    server.toDouble.set(3);

    server.welcomeThoseHeldUp();

    running.awaitStats("moved", stats -> stats.getLong("moves") == 2);
    assertVerdict(running.settle(), 0, 3, 0);
  }

  @Test
  void usersWhoMoveWhileTheHistoryIsCutGoOnAfterwards() {
    start();
    awaitAcknowledged(20);
    server.toHoldUp.set(10);
    server.rebalance();
    await().until(() -> server.toHoldUp.get() == 0);
    server.forgetAndSaySo(0);
    running.awaitStats("told", stats -> stats.getLong("historyResets") == 10);

    server.welcomeThoseHeldUp();

    awaitAcknowledged(60);
    var stats = running.settle();
    assertVerdict(stats, 0, 0, 0);
    assertThat(number(stats, "users", "connected")).isEqualTo(10);
  }

  @Test
  void unacknowledgedWebSocketSendGoesAgainAfterAReconnect() {
    start(new Load(2, 1000, 0, 0, 2));
    server.toLeaveUnacknowledged.set(1_000);
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":300}");
    running.awaitStats("sent", stats -> number(stats, "messages", "sent") >= 20);
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":0}");
    server.toLeaveUnacknowledged.set(0);

    server.breakSockets();

    running.awaitStats("acknowledged", now -> number(now, "messages", "acknowledged") > 0);
    assertVerdict(running.settle(), 0, 0, 0);
  }

  @Test
  void socketOnWhichNobodyAnswersIsGivenUpAndTheMessageSentOverTheNext() {
    start(new Load(2, 1000, 0, 0, 2));
    server.toIgnore.set(1);
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":120}");
    running.awaitStats("given up", stats -> stats.getLong("reconnects") == 1);

    var stats = running.settle();

    assertVerdict(stats, 0, 0, 0);
    assertThat(number(stats, "requests", "failed")).as(stats.getString("lastFailure")).isZero();
    assertThat(number(stats, "messages", "acknowledged"))
        .isEqualTo(number(stats, "messages", "sent"));
    assertThat(stats.getLong("reconnects")).isEqualTo(1);
    var reconnect = stats.getJsonObject("reconnectMillis").getJsonObject("sinceStart");
    assertThat(reconnect.getDouble("max")).as("at once, not after a back-off").isLessThan(1000);
    assertThat(server.closeCodes()).doesNotContain(1000);
  }

  @Test
  void handshakeThatIsNotAnsweredIsAFailureAndTriedAgain() {
    server.toLeaveUnopened.set(1);
    startImpatient();

    var stats = running.awaitConnected(1);

    assertThat(number(stats, "requests", "failed")).isEqualTo(1);
    assertThat(stats.getString("lastFailure")).isEqualTo("GET /ws: no welcome within 3 s");
  }

  @Test
  void socketWithoutAWelcomeIsGivenUp() {
    server.toLeaveUnwelcomed.set(1);
    startImpatient();

    var stats =
        running.awaitStats(
            "welcomed",
            now ->
                now.getJsonObject("reconnectMillis").getJsonObject("sinceStart").getLong("count")
                    == 1);

    assertThat(stats.getLong("reconnects")).isEqualTo(1);
    assertThat(stats.getString("lastFailure")).contains("no welcome within 3 s");
    assertThat(number(stats, "requests", "failed")).isEqualTo(1);
  }

  @Test
  void rejoinThatIsRefusedAfterTheHandshakeIsAFailedRequest() {
    startTwoWelcomed();
    server.toTurnAway.set(1);

    var stats = statsOnceBothAreBack();
    assertThat(number(stats, "requests", "failed")).isEqualTo(1);
    var failure = onlyFailure();
    assertThat(failure.getString("method")).isEqualTo("GET");
    assertThat(failure.getString("route")).isEqualTo("/ws");
    assertThat(failure.getString("error")).isEqualTo("refused: overloaded (too many)");
    assertThat(failure.containsKey("status")).isFalse();
  }

  /**
   * A socket is open before its user is welcomed: what follows is to meet neither on its first way.
   */
  private void startTwoWelcomed() {
    start(new Load(2, 1000, 0, 0, 2));
    running.awaitStats("both welcomed", stats -> number(stats, "requests", "inFlight") == 0);
  }

  /** Breaks two users' sockets, and one of them a second time on its way back. */
  private JsonObject statsOnceBothAreBack() {
    server.breakSockets();
    running.awaitStats("sockets broke", stats -> stats.getLong("reconnects") == 3);
    return running.awaitConnected(2);
  }

  /** A replica that is killed at that moment has not refused the user. */
  @Test
  void socketThatBreaksBeforeTheWelcomeIsTriedAgainAndNoFailure() {
    startTwoWelcomed();
    server.toBreakUnwelcomed.set(1);

    var stats = statsOnceBothAreBack();
    assertThat(number(stats, "requests", "failed")).as(stats.getString("lastFailure")).isZero();
  }

  @Test
  void socketThatEndsWithItsTokenIsAReconnectAndNoFailure() {
    start(new Load(3, 1000, 0, 0, 5));

    server.expireTokens();

    running.awaitStats("sockets ended", stats -> stats.getLong("reconnects") == 3);
    var stats = running.awaitConnected(3);
    assertThat(number(stats, "requests", "failed")).as(stats.getString("lastFailure")).isZero();
    var reconnect = stats.getJsonObject("reconnectMillis").getJsonObject("sinceStart");
    assertThat(reconnect.getDouble("max")).as("at once, not after a back-off").isLessThan(2000);
  }

  private JsonObject onlyFailure() {
    var failures = running.failures();
    assertThat(failures.getLong("total")).isEqualTo(1);
    assertThat(failures.getLong("kept")).isEqualTo(1);
    return failures.getJsonArray("failures").getJsonObject(0);
  }

  @Test
  void refusedRequestsFailAndAreTold() {
    start();
    server.toRefuse.set(5);

    var stats = running.awaitStats("failures", now -> number(now, "requests", "failed") == 5);

    assertThat(stats.getString("lastFailure"))
        .contains("/api/")
        .endsWith("503 Service Unavailable (the store is away)");
    var failures = running.failures();
    assertThat(failures.getLong("total")).isEqualTo(5);
    assertThat(failures.getJsonArray("failures")).hasSize(5);
    var failure = failures.getJsonArray("failures").getJsonObject(0);
    assertThat(failure.getString("at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(failure.getString("user")).startsWith("sim-");
    assertThat(failure.getString("route")).isEqualTo("/api/messages");
    assertThat(failure.getString("method")).isIn("GET", "POST");
    assertThat(failure.getString("through")).isEqualTo(CrookedServer.REPLICA);
    assertThat(failure.getInteger("status")).isEqualTo(503);
    assertThat(failure.getString("error")).isEqualTo("503 Service Unavailable (the store is away)");
    assertThat(failure.getDouble("durationMillis")).isPositive();
    assertThat(failure.getInteger("attempts")).isEqualTo(1);
    assertVerdict(running.settle(), 0, 0, 0);
  }

  @Test
  void usersGetIntoRoomsInOrderAndLeaveCleanly() {
    start(new Load(12, 1000, 0, 0, 5));
    assertThat(server.roomSizes()).containsExactly(2, 5, 5);

    running.call("PUT", "/load", "{\"users\":6}");
    var stats = running.awaitConnected(6);

    await().untilAsserted(() -> assertThat(server.roomSizes()).containsExactly(1, 5));
    await().untilAsserted(() -> assertThat(server.closeCodes()).containsOnly(1000).hasSize(6));
    assertThat(number(stats, "users", "connectedPeak")).isEqualTo(12);
    assertThat(stats.getLong("reconnects")).isZero();
  }

  @Test
  void usersWhoseSocketsBrokeAreDisconnectedUntilTheNextOneIsOpen() {
    start(new Load(4, 1000, 0, 0, 5));
    assertThat(running.stats().getJsonObject("users").getDouble("disconnectedSeconds")).isZero();

    server.breakSockets();
    running.awaitStats("broken", now -> now.getLong("reconnects") == 4);
    running.awaitConnected(4);

    var away = running.stats().getJsonObject("users").getDouble("disconnectedSeconds");
    assertThat(away).isPositive();
    assertThat(running.stats().getJsonObject("users").getDouble("disconnectedSeconds"))
        .isEqualTo(away);
  }

  @Test
  void usersWhoLeaveAreNotDisconnected() {
    start(new Load(4, 1000, 0, 0, 5));

    running.call("PUT", "/load", "{\"users\":0}");

    var stats = running.awaitConnected(0);
    assertThat(stats.getJsonObject("users").getDouble("disconnectedSeconds")).isZero();
  }

  @Test
  void closingTheSimulatorClosesEverySocketCleanly() {
    start(new Load(4, 1000, 0, 0, 5));

    running.close();
    running = null;

    await().untilAsserted(() -> assertThat(server.closeCodes()).containsOnly(1000).hasSize(4));
  }

  @Test
  void loadTokenComesWithEachLogin() {
    start(new Load(2, 1000, 0, 0, 5));

    assertThat(server.loadTokens).containsExactly("load-token");
  }

  @Test
  void tokensAreRenewedBeforeTheyExpire() {
    server.tokenSeconds = 2;
    start(new Load(3, 1000, 0, 0, 5));

    await().untilAsserted(() -> assertThat(server.logins.get()).isGreaterThanOrEqualTo(6));
    assertThat(number(running.stats(), "requests", "failed")).isZero();
  }

  @Test
  void changedLoadEndsTheQuiet() {
    start();
    running.settle();
    long sent = number(running.stats(), "messages", "sent");

    running.call("PUT", "/load", "{}");

    running.awaitStats(
        "sending again",
        stats -> !stats.getBoolean("settled") && number(stats, "messages", "sent") > sent);
  }
}
