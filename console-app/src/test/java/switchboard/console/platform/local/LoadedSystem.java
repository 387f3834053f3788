package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import switchboard.console.fault.UserImpact;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.load.Simulator;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.Role;
import switchboard.console.platform.promise.DeliveryProbe;
import switchboard.console.platform.promise.ProbeRecord;
import switchboard.console.platform.promise.RoomLog;

/** Three replicas under load by the simulator, with witnesses in some of its rooms. */
final class LoadedSystem implements AutoCloseable {
  static final int USERS = 300;
  private static final int ROOM_SIZE = 10;
  private static final LoadPlan LOAD = new LoadPlan(USERS, 100, 10, ROOM_SIZE, 6);
  private static final List<Integer> WITNESSED_ROOMS = List.of(0, 0, 7, 14, 21, 29);
  private static final int LOGINS = 40;
  private static final Duration SOON = Duration.ofSeconds(40);

  /** The number of further acknowledgements after which a fault counts as over. */
  private static final int MESSAGES_AFTERWARDS = 100;

  private final OkHttpClient http = new OkHttpClient();
  private final LocalPlatform platform =
      new LocalPlatform(http, Clock.systemUTC(), () -> LocalPlatform.Options.DEFAULT);
  private final List<DeliveryProbe> witnesses = new ArrayList<>();
  private final Simulator simulator;

  /** The baseline with all users connected and messages flowing, before any fault. */
  private final LoadStats before;

  private final Instant begun;

  LoadedSystem() throws IOException {
    try {
      var endpoints =
          done(platform.launch(LaunchRequest.of(3), step -> {})).endpoints().orElseThrow();
      simulator = new Simulator(http, endpoints.simulator());
      done(simulator.setLoad(LOAD.withMessagesPerUserPerMinute(0)));
      awaitAllConnected();
      for (var room : WITNESSED_ROOMS) {
        var name = "witness-" + witnesses.size();
        witnesses.add(new DeliveryProbe(http, endpoints.gateway(), name, room(room)));
      }
      done(simulator.setLoad(LOAD));
      awaitMessages(MESSAGES_AFTERWARDS);
      before = stats();
      begun = Instant.now();
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  LocalPlatform platform() {
    return platform;
  }

  LoadStats stats() {
    return done(simulator.stats(false));
  }

  /** The simulator marks its rooms with the time of its start. */
  private String room(int number) {
    return "sim-" + run() + "-" + number;
  }

  private String run() {
    return Long.toString(Instant.parse(stats().startedAt()).toEpochMilli(), 36);
  }

  List<Instance> all(Role role) {
    return platform.state().instances().stream().filter(each -> each.role() == role).toList();
  }

  private static ProcessHandle process(Instance instance) {
    return ProcessHandle.of(Long.parseLong(instance.engineId())).orElseThrow();
  }

  /** As {@code kill -9} in a terminal; returns when it is back. */
  void kill(Instance victim) {
    process(victim).destroyForcibly();
    await()
        .atMost(SOON)
        .until(
            () -> {
              var now = platform.state().instance(victim.name()).orElseThrow();
              return now.restarts() > victim.restarts() && now.isReady();
            });
  }

  /** As {@code kill -STOP} in a terminal, and {@code kill -CONT} after some time. */
  void freeze(Instance victim, Duration time, Runnable first) throws IOException {
    signal("STOP", victim);
    try {
      first.run();
      hold(time);
    } finally {
      signal("CONT", victim);
    }
  }

  private static void signal(String signal, Instance victim) throws IOException {
    var kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + victim.engineId()).start();
    assertThat(kill.onExit().join().exitValue()).isZero();
  }

  /**
   * Enough simultaneous logins that every replica gets some, whatever the current load; none may
   * fail.
   *
   * @return how long the slowest took
   */
  Duration loginsAtOnce() {
    var gateway = platform.state().endpoints().orElseThrow().gateway();
    var login =
        new Request.Builder()
            .url(gateway + "/api/session")
            .post(
                RequestBody.create("{\"name\":\"one-of-many\"}", MediaType.get("application/json")))
            .build();
    var patient = http.newBuilder().readTimeout(Duration.ofSeconds(20)).build();
    var began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, LOGINS)
          .mapToObj(number -> threads.submit(() -> status(patient, login)))
          .toList()
          .forEach(status -> assertThat(status).succeedsWithin(SOON).isEqualTo(201));
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static int status(OkHttpClient client, Request request) throws IOException {
    try (var response = client.newCall(request).execute()) {
      return response.code();
    }
  }

  /** Lets the load run for this time. */
  static void hold(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
  }

  /** All users are back, every replica is ready, and messages flow. */
  void awaitOver() {
    await()
        .atMost(SOON)
        .until(() -> platform.state().instances().stream().allMatch(Instance::isReady));
    awaitMessages(MESSAGES_AFTERWARDS);
    awaitAllConnected();
  }

  /** This many more have been acknowledged. */
  void awaitMessages(int more) {
    var before = stats().messages().acknowledged();
    await().atMost(SOON).until(() -> stats().messages().acknowledged() >= before + more);
  }

  void awaitAllConnected() {
    await().atMost(SOON).until(() -> stats().users().connected() == USERS);
  }

  /**
   * What came of it all.
   *
   * @param stats of the simulator, since its start
   * @param impact on its users since the load began
   * @param contradictions between the store's log and what witnesses and simulator know
   * @param failures that probes met with, and those that the simulator listed
   */
  record Account(
      LoadStats stats,
      UserImpact impact,
      List<ProbeRecord> testimonies,
      List<String> contradictions,
      List<String> failures) {}

  /** Ends the load, lets everything arrive, and compares. */
  Account account() throws IOException {
    witnesses.forEach(DeliveryProbe::fallSilent);
    await().atMost(SOON).until(() -> testimonies().stream().allMatch(each -> each.open() == 0));
    done(simulator.quiesce());
    await().atMost(SOON).until(() -> stats().settled());
    try (var store = new StoreLog(all(Role.STORE).getFirst().engineId())) {
      var logs = new ArrayList<RoomLog>();
      for (var room : IntStream.range(0, USERS / ROOM_SIZE).toArray()) {
        logs.add(store.room(room(room)));
      }
      awaitReceived(logs);
      var stats = stats();
      var impact = UserImpact.between(before, stats);
      return new Account(
          stats, impact, testimonies(), contradictions(logs, stats), failures(impact, stats));
    }
  }

  private List<ProbeRecord> testimonies() {
    return witnesses.stream().map(DeliveryProbe::testimony).toList();
  }

  /** What a witness has not received after a while is a contradiction, and no reason to wait on. */
  private void awaitReceived(List<RoomLog> logs) {
    var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    await()
        .atMost(SOON)
        .until(
            () ->
                System.nanoTime() - deadline > 0
                    || testimonies().stream()
                        .allMatch(each -> each.last() == logOf(each, logs).last()));
  }

  private static RoomLog logOf(ProbeRecord testimony, List<RoomLog> logs) {
    return logs.stream()
        .filter(log -> log.room().equals(testimony.room()))
        .findFirst()
        .orElseThrow();
  }

  private List<String> contradictions(List<RoomLog> logs, LoadStats stats) {
    var found = new ArrayList<String>();
    logs.forEach(log -> found.addAll(log.flaws()));
    testimonies().forEach(each -> found.addAll(each.contradictions(logOf(each, logs))));
    var mark = run() + "-";
    var ofUsers =
        logs.stream()
            .flatMap(log -> log.entries().stream())
            .filter(entry -> entry.id().startsWith(mark))
            .count();
    if (ofUsers < stats.messages().acknowledged() || ofUsers > stats.messages().sent()) {
      found.add(
          String.format(
              Locale.ROOT,
              "the log holds %d of the users' messages: %s",
              ofUsers,
              stats.messages()));
    }
    return found;
  }

  private List<String> failures(UserImpact impact, LoadStats stats) {
    var failures = new ArrayList<String>();
    testimonies().forEach(each -> failures.addAll(each.refusals()));
    if (impact.requestsFailed() > 0) {
      // A sample: the newest of every few seconds. That users left a socket is no failed request.
      Stream.concat(
              platform.logs("simulator", begun).stream()
                  .map(LogLine::text)
                  .filter(line -> line.contains(" failures, the newest: ")),
              Stream.of(stats.lastFailure()))
          .filter(line -> !line.endsWith("so it was given up"))
          .forEach(failures::add);
    }
    return failures;
  }

  @Override
  public void close() {
    witnesses.forEach(DeliveryProbe::close);
    platform.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
