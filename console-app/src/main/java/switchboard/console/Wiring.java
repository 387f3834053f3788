package switchboard.console;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.intent.HealReport;
import switchboard.console.intent.Healer;
import switchboard.console.intent.IntentFolder;
import switchboard.console.loadtest.LoadTests;
import switchboard.console.platform.Platform;
import switchboard.console.platform.compose.ComposePlatform;
import switchboard.console.platform.kubernetes.KubernetesPlatform;
import switchboard.console.platform.local.LocalPlatform;
import switchboard.console.session.RunningSystems;
import switchboard.console.session.Session;
import switchboard.console.session.Sessions;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.SettingsFile;

/** Builds every object of the console by hand, and sees to it that each is closed. */
final class Wiring implements Sessions {
  private final Clock clock = Clock.systemUTC();

  /** Everything the console talks to listens on this machine. */
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectTimeout(Duration.ofSeconds(2))
          .callTimeout(Duration.ofSeconds(10))
          .build();

  private final LiveSettings settings = new LiveSettings(SettingsFile.ofThisUser());

  private final IntentFolder intents = IntentFolder.ofThisUser();
  private final KeptRuns runs = KeptRuns.ofThisUser();

  private final RunningSystems systems = RunningSystems.ofThisUser();

  /** None does anything before a session operates it. */
  private final List<Platform> platforms =
      List.of(
          new LocalPlatform(http, clock, this::localOptions),
          new ComposePlatform(http, clock),
          new KubernetesPlatform(http, clock, () -> settings.get().ports()));

  Wiring() {
    // What was chosen just before Ctrl+C.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(settings::flush));
  }

  private LocalPlatform.Options localOptions() {
    var now = settings.get();
    return new LocalPlatform.Options(now.ports(), now.heap());
  }

  LiveSettings settings() {
    return settings;
  }

  KeptRuns runs() {
    return runs;
  }

  @Override
  public List<String> platforms() {
    return platforms.stream().map(Platform::id).toList();
  }

  @Override
  public String name(String id) {
    return platform(id).name();
  }

  @Override
  public Session open(String id) {
    var platform = platform(id);
    var session =
        new Session(
            platform, http, clock, () -> settings.get().scrapes().duration(), intents, systems);
    // Ctrl+C and SIGTERM end the JVM without unwinding any stack.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(session::close));
    session.start();
    return session;
  }

  @Override
  public Optional<LoadTests> elsewhere(String id) {
    return systems.simulator(id).map(simulator -> new LoadTests(http, simulator));
  }

  @Override
  public HealReport heal() {
    return new Healer(intents, platforms, clock).heal();
  }

  private Platform platform(String id) {
    return platforms.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no platform '" + id + "'"));
  }
}
