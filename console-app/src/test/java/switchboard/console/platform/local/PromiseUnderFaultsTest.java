package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.local.LoadedSystem.Account;

/**
 * An acknowledged message is delivered exactly once, in order, to everybody in its room, whatever
 * breaks meanwhile: judged by the simulator's accounts, and by probes that compare the store's log
 * with what their sockets brought.
 */
@Tag("engine")
class PromiseUnderFaultsTest {
  /** How long anybody may be without a connection when all servers are there. */
  private static final Duration MAX_REFUSED = Duration.ofSeconds(10);

  /** The store, or every replica, is away: it is said so, and that it will pass. */
  private static final Pattern UNAVAILABLE = Pattern.compile("\\b503\\b|store-unavailable");

  /** A client of a process that died gets no response. */
  private static final Pattern NO_CONNECTION =
      Pattern.compile(
          "Connection (refused|reset|was closed)|Failed to connect|unexpected end of stream"
              + "|Broken pipe|EOFException|Socket closed",
          Pattern.CASE_INSENSITIVE);

  /** Who had no connection for so long said nothing at all meanwhile. */
  private static final Pattern UNSAID = Pattern.compile("WebSocket send: no answer within 10 s");

  /**
   * A gateway notices within 2 s that a replica does not answer, and asks another, which answers
   * within 1.5 s.
   */
  private static final Duration MAX_WAITED = Duration.ofMillis(3500);

  private LoadedSystem system;
  private String fault;

  @BeforeEach
  void start(TestInfo test) throws IOException {
    system = new LoadedSystem();
    fault = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void stop() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void killOfEachBackendInTurn() throws IOException {
    for (var backend : system.all(Role.BACKEND)) {
      system.kill(backend);
      system.awaitOver();
    }

    var account = keptPromise(Duration.ZERO);
    assertThat(account.stats().reconnects()).isGreaterThanOrEqualTo(LoadedSystem.USERS * 3 / 4);
    assertNothingFailed(account);
  }

  @Test
  void killOfTheStore() throws IOException {
    system.kill(store());
    system.awaitOver();

    var account = keptPromise(Duration.ZERO);
    assertThat(account.stats().reconnects()).as("sockets stay").isZero();
    assertFailuresAre(UNAVAILABLE, account);
  }

  @Test
  void killOfTheGateway() throws IOException {
    for (var gateway : system.all(Role.GATEWAY)) {
      system.kill(gateway);
      system.awaitOver();
    }

    var account = keptPromise(Duration.ZERO);
    assertThat(account.stats().reconnects()).isGreaterThanOrEqualTo(LoadedSystem.USERS);
    assertFailuresAre(NO_CONNECTION, account);
  }

  @Test
  void frozenBackend() throws IOException {
    var time = Duration.ofSeconds(10);
    system.freeze(
        system.all(Role.BACKEND).getFirst(),
        time,
        () -> assertThat(system.loginsAtOnce()).isLessThan(MAX_WAITED));
    system.awaitOver();

    var account = keptPromise(Duration.ZERO);
    assertThat(account.stats().reconnects()).isPositive();
    assertNothingFailed(account);
  }

  @Test
  void frozenStore() throws IOException {
    var time = Duration.ofSeconds(4);
    system.freeze(store(), time, () -> {});
    system.awaitOver();

    var account = keptPromise(time);
    assertThat(account.stats().reconnects()).as("sockets stay").isZero();
    assertFailuresAre(UNAVAILABLE, account);
  }

  @Test
  void replicasAddedAndRemoved() throws IOException {
    done(system.platform().scale(5, step -> {}));
    system.awaitOver();
    done(system.platform().scale(2, step -> {}));
    system.awaitOver();

    assertNothingFailed(keptPromise(Duration.ZERO));
  }

  @Test
  void allReplicasGone() throws IOException {
    var time = Duration.ofSeconds(5);
    done(system.platform().scale(0, step -> {}));
    LoadedSystem.hold(time);
    done(system.platform().scale(3, step -> {}));
    system.awaitOver();

    var account = keptPromise(time.plusSeconds(5));
    assertThat(account.stats().reconnects()).isGreaterThanOrEqualTo(LoadedSystem.USERS);
    assertFailuresAre(Pattern.compile(UNAVAILABLE + "|" + UNSAID), account);
  }

  @Test
  void rollingRestart() throws IOException {
    for (var backend : system.all(Role.BACKEND)) {
      done(system.platform().stopReplica(backend.name()));
      done(system.platform().startReplica(backend.name()));
      system.awaitOver();
    }

    assertNothingFailed(keptPromise(Duration.ZERO));
  }

  private Instance store() {
    return system.all(Role.STORE).getFirst();
  }

  /**
   * @param outage the longest time without service
   */
  private Account keptPromise(Duration outage) throws IOException {
    var account = system.account();
    report(account);
    var messages = account.stats().messages();
    assertThat(account.contradictions()).isEmpty();
    assertThat(messages.acknowledged()).isPositive();
    assertThat(messages.lost()).as("lost").isZero();
    assertThat(messages.duplicated()).as("duplicated").isZero();
    assertThat(messages.reordered()).as("reordered").isZero();
    assertThat(messages.pending()).as("pending").isZero();
    assertThat(account.testimonies())
        .allSatisfy(each -> assertThat(each.acknowledged()).isNotEmpty());
    var longest = account.stats().reconnectMillis().sinceStart().max();
    if (longest != null) {
      assertThat(Duration.ofMillis(longest.longValue())).isLessThan(outage.plus(MAX_REFUSED));
    }
    return account;
  }

  private static void assertNothingFailed(Account account) {
    assertThat(account.failures()).isEmpty();
    assertThat(account.impact().reasons()).isEmpty();
  }

  private static void assertFailuresAre(Pattern expected, Account account) {
    assertThat(account.failures())
        .allSatisfy(failure -> assertThat(failure).containsPattern(expected));
  }

  private void report(Account account) {
    var stats = account.stats();
    var away = stats.reconnectMillis().sinceStart();
    var reconnected =
        away.count() == 0
            ? "nobody reconnected"
            : String.format(
                Locale.ROOT,
                "users reconnected %d times, after p50 %.0f, p99 %.0f, max %.0f ms",
                away.count(),
                away.p50(),
                away.p99(),
                away.max());
    var theirs = account.testimonies();
    System.out.printf(
        Locale.ROOT,
        "%s: %s; %d of %d requests failed; %d messages acknowledged, %d delivered, %d lost,"
            + " %d duplicated, %d reordered; witnesses received %d, of theirs were acknowledged %d,"
            + " refused %d%n",
        fault,
        reconnected,
        account.impact().requestsFailed(),
        account.impact().requests(),
        stats.messages().acknowledged(),
        stats.messages().delivered(),
        stats.messages().lost(),
        stats.messages().duplicated(),
        stats.messages().reordered(),
        theirs.stream().mapToInt(each -> each.received().size()).sum(),
        theirs.stream().mapToInt(each -> each.acknowledged().size()).sum(),
        theirs.stream().mapToInt(each -> each.refusals().size()).sum());
  }
}
