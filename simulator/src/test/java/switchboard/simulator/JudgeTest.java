package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.simulator.Running.number;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import switchboard.simulator.swarm.Load;

/** The verdicts of users on a server that loses messages, renumbers them, or shows wrong pages. */
@Execution(ExecutionMode.CONCURRENT)
class JudgeTest {
  private final CrookedServer server = new CrookedServer();
  private Running running;

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
    server.close();
  }

  /** Silent until all are there: what is said before a user joins is not for that user. */
  private void start(int users, int roomSize) {
    running = new Running(server.address(), new Load(users, 1000, 0, 0, roomSize));
    running.awaitConnected(users);
  }

  private void send(double perUserAndMinute) {
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":" + perUserAndMinute + "}");
  }

  private void awaitAcknowledged(long messages) {
    running.awaitStats(
        messages + " acknowledged", stats -> number(stats, "messages", "acknowledged") >= messages);
  }

  private static long messages(JsonObject stats, String figure) {
    return number(stats, "messages", figure);
  }

  /** Every delivery that is owed is accounted for, and those that were not made are lost. */
  private void assertExact(JsonObject stats, int audience) {
    long missing = server.undelivered(audience);
    assertThat(messages(stats, "owed"))
        .as("owed")
        .isEqualTo(audience * messages(stats, "acknowledged"));
    if (stats.getLong("reconnects") == 0) {
      assertThat(messages(stats, "lost")).as("lost").isEqualTo(missing);
    } else {
      // What was written to a socket as it broke has arrived or not.
      assertThat(messages(stats, "lost")).as("lost").isGreaterThanOrEqualTo(missing);
    }
    assertThat(messages(stats, "undelivered")).as("undelivered").isZero();
    assertThat(messages(stats, "abandoned")).as("abandoned").isZero();
    assertThat(messages(stats, "pending")).as("pending").isZero();
  }

  @Test
  void storeThatIsEmptiedWithUsersTalkingLosesWhatWasNotDeliveredAndIsSaidToBeReset() {
    start(50, 2);
    send(60);
    awaitAcknowledged(200);
    server.toLose.set(20);
    running.awaitStats("20 deliveries not made", stats -> server.toLose.get() == 0);

    server.forgetAndSaySo(Integer.MAX_VALUE);

    long before = messages(running.stats(), "acknowledged");
    awaitAcknowledged(before + 200);
    var stats = running.settle();
    assertExact(stats, 2);
    assertThat(messages(stats, "lost")).isGreaterThanOrEqualTo(20);
    assertThat(stats.getLong("historyResets")).isGreaterThanOrEqualTo(50);
  }

  @Test
  void storeThatIsEmptiedInSilenceLosesAndRenumbersWhatIsSentFromThenOn() {
    start(50, 2);
    send(60);
    awaitAcknowledged(400);

    server.forgetInSilence(Integer.MAX_VALUE);

    long before = messages(running.stats(), "acknowledged");
    awaitAcknowledged(before + 200);
    var stats = running.settle();
    assertExact(stats, 2);
    assertThat(messages(stats, "lost")).as("lost").isPositive();
    assertThat(messages(stats, "renumbered")).as("renumbered").isPositive();
    assertThat(stats.getLong("historyResets")).isZero();
  }

  @Test
  void storeThatComesBackSomeMessagesShorterGoesOnAfterWhatIsLeft() {
    start(10, 5);
    send(120);
    awaitAcknowledged(60);

    server.forgetAndSaySo(3);

    long before = messages(running.stats(), "acknowledged");
    awaitAcknowledged(before + 60);
    var stats = running.settle();
    assertExact(stats, 5);
    assertThat(stats.getLong("historyResets")).isGreaterThanOrEqualTo(10);
  }

  @Test
  void storeThatComesBackShorterInSilenceRenumbers() {
    start(10, 5);
    send(120);
    awaitAcknowledged(60);

    server.forgetInSilence(3);

    long before = messages(running.stats(), "acknowledged");
    awaitAcknowledged(before + 60);
    var stats = running.settle();
    assertExact(stats, 5);
    assertThat(messages(stats, "lost")).as("3 messages to 5 users").isGreaterThanOrEqualTo(30);
    assertThat(messages(stats, "renumbered")).as("3 numbers").isGreaterThanOrEqualTo(6);
  }

  @Test
  void userWhoIsAwayWhileTheStoreIsEmptiedLosesWhatItMissed() {
    start(4, 4);
    send(120);
    awaitAcknowledged(20);
    server.breakSockets();
    server.forgetAndSaySo(Integer.MAX_VALUE);

    running.awaitStats("sockets broke", stats -> stats.getLong("reconnects") == 4);
    running.awaitConnected(4);
    long before = messages(running.stats(), "acknowledged");
    awaitAcknowledged(before + 20);
    var stats = running.settle();
    assertExact(stats, 4);
    assertThat(stats.getLong("historyResets")).isGreaterThanOrEqualTo(4);
  }

  @Test
  void messageAcknowledgedUnderAnotherNumberThanItIsDeliveredIsRenumbered() {
    start(10, 5);
    server.toMisnumber.set(4);
    send(120);
    awaitAcknowledged(40);

    var stats = running.settle();

    assertThat(messages(stats, "renumbered")).isGreaterThanOrEqualTo(4);
    assertThat(messages(stats, "undelivered")).isZero();
  }

  @Test
  void acknowledgedMessageThatGetsAnotherNumberLaterIsRenumbered() {
    start(10, 5);
    server.toStoreAgain.set(3);
    send(120);
    awaitAcknowledged(40);

    var stats = running.settle();

    assertThat(messages(stats, "renumbered")).isGreaterThanOrEqualTo(3);
    assertThat(messages(stats, "duplicated")).isGreaterThanOrEqualTo(15);
    assertThat(messages(stats, "undelivered")).isZero();
  }

  @Test
  void pagesOfAnHonestServerAreNotWrong() {
    start(10, 5);
    running.call(
        "PUT", "/load", "{\"messagesPerUserPerMinute\":120,\"readsPerUserPerMinute\":300}");
    awaitAcknowledged(100);

    var stats = running.settle();

    assertThat(messages(stats, "wrongPages")).as(stats.getString("lastWrongPage")).isZero();
  }

  @Test
  void emptyPageIsWrong() {
    assertWrong(server.toEmpty, "it ends at 0");
  }

  @Test
  void shuffledPageIsWrong() {
    assertWrong(server.toShuffle, " follows ");
  }

  @Test
  void pageWithAGapIsWrong() {
    assertWrong(server.toGap, " follows ");
  }

  @Test
  void stalePageIsWrong() {
    assertWrong(server.toBeStale, "was acknowledged");
  }

  @Test
  void pageThatBeginsLateIsWrong() {
    assertWrong(server.toBeginLate, "it begins at ");
  }

  @Test
  void pageThatShowsAnotherMessageThanWasAcknowledgedIsWrong() {
    assertWrong(server.toFake, "it shows another message than was acknowledged");
  }

  private void assertWrong(AtomicInteger crooked, String reason) {
    start(10, 5);
    send(120);
    awaitAcknowledged(12);
    running.settle();
    crooked.set(3);

    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":0,\"readsPerUserPerMinute\":300}");

    running.awaitStats("pages read", stats -> crooked.get() == 0);
    var stats = running.settle();
    assertThat(messages(stats, "wrongPages")).isEqualTo(3);
    assertThat(stats.getString("lastWrongPage"))
        .startsWith("GET /api/messages of sim-")
        .contains(reason);
    assertThat(running.failures().encode()).as("it is no failed request").doesNotContain(reason);
  }

  @Test
  void pageReadAtJoiningIsJudgedToo() {
    start(2, 4);
    send(120);
    awaitAcknowledged(10);
    running.settle();
    server.toBeStale.set(1);

    running.call("PUT", "/load", "{\"users\":3,\"messagesPerUserPerMinute\":0}");

    running.awaitConnected(3);
    assertThat(messages(running.stats(), "wrongPages")).isEqualTo(1);
  }

  @Test
  void usersWhoLeaveAreGivenWhatTheyAreOwedFirst() {
    start(10, 5);
    send(300);
    awaitAcknowledged(50);

    running.call("PUT", "/load", "{\"users\":5}");
    running.awaitConnected(5);
    awaitAcknowledged(100);

    var stats = running.settle();
    for (var figure : List.of("lost", "abandoned", "pending", "undelivered", "duplicated")) {
      assertThat(messages(stats, figure)).as(figure).isZero();
    }
  }

  @Test
  void leavingForgivesNothing() {
    start(5, 5);
    server.toLose.set(Integer.MAX_VALUE);
    send(60);
    awaitAcknowledged(20);
    send(0);
    running.awaitStats("nothing in flight", stats -> number(stats, "requests", "inFlight") == 0);

    running.call("PUT", "/load", "{\"users\":0}");

    var stats =
        running.awaitStats(
            "given up", now -> messages(now, "lost") > 0 && messages(now, "pending") == 0);
    assertExact(stats, 5);
  }
}
