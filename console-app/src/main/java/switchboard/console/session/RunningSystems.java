package switchboard.console.session;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.AtomicFile;
import switchboard.console.ProcessIdentity;
import switchboard.console.UserFolder;
import switchboard.console.platform.SystemState.Endpoints;

/**
 * The systems that the consoles of a user run at present, a file for each: how a command finds the
 * one of the window. Any thread, and any process, may call.
 */
public final class RunningSystems {
  /** Those of a session that no other console is to find. */
  public static final RunningSystems UNWRITTEN = new RunningSystems(Optional.empty());

  private static final Logger LOG = LoggerFactory.getLogger(RunningSystems.class);
  private static final Gson GSON = new Gson();

  private final Optional<Path> folder;

  private RunningSystems(Optional<Path> folder) {
    this.folder = folder;
  }

  /** The systems that are noted in a folder, which is made with the first. */
  public RunningSystems(Path folder) {
    this(Optional.of(folder));
  }

  /** Where the user's system keeps such files. */
  public static RunningSystems ofThisUser() {
    return new RunningSystems(UserFolder.data(System.getenv()).resolve("systems"));
  }

  /** What is in a file; null for what is not. */
  private record Noted(String platform, String simulator, Long pid, String started) {
    boolean isAlive() {
      return new ProcessIdentity(pid, Instant.parse(started)).living().isPresent();
    }
  }

  /** This console's system on a platform runs. */
  void runs(String platform, Endpoints endpoints) {
    folder.ifPresent(
        in -> {
          var console = ProcessIdentity.ofThisProcess();
          var noted =
              new Noted(
                  platform,
                  endpoints.simulator().toString(),
                  console.pid(),
                  console.started().toString());
          try {
            AtomicFile.write(file(in, platform), GSON.toJson(noted), StandardCharsets.UTF_8);
          } catch (IOException e) {
            LOG.warn("Other commands cannot find this system: {}", e.toString());
          }
        });
  }

  /** This console's system on a platform has ended, or is left. */
  void ended(String platform) {
    folder.ifPresent(in -> delete(file(in, platform)));
  }

  private static Path file(Path folder, String platform) {
    return folder.resolve(platform + "-" + ProcessHandle.current().pid() + ".json");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It says a process that is not there any more.
      LOG.debug("{} stays", file, e);
    }
  }

  /** The control API of a simulator of one that a living console runs on this platform. */
  public Optional<URI> simulator(String platform) {
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      return Optional.empty();
    }
    try (var files = Files.newDirectoryStream(folder.get(), platform + "-*.json")) {
      for (var file : files) {
        var found = read(file);
        if (found.isPresent()) {
          return found;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("Running systems cannot be found: {}", e.toString());
    }
    return Optional.empty();
  }

  /** What says nothing, or a console that is gone, is of no use to anybody. */
  private static Optional<URI> read(Path file) {
    try {
      var noted = Objects.requireNonNull(GSON.fromJson(Files.readString(file), Noted.class));
      if (noted.isAlive()) {
        return Optional.of(URI.create(noted.simulator));
      }
    } catch (IOException e) {
      // It may be readable the next time.
      LOG.debug("{} cannot be read", file, e);
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.debug("{} is not what a console writes", file, e);
    }
    delete(file);
    return Optional.empty();
  }
}
