package switchboard.console.intent;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import switchboard.console.AtomicFile;
import switchboard.console.Failure;
import switchboard.console.UserFolder;

/** The intents of all consoles of a user, a file each. Any thread, and any process, may call. */
public final class IntentFolder implements Intents {
  private static final String SUFFIX = ".json";

  private final Path folder;

  /**
   * The intents in a folder.
   *
   * @param folder made with the first intent
   */
  public IntentFolder(Path folder) {
    this.folder = folder;
  }

  /** Where the user's system keeps such files. */
  public static IntentFolder ofThisUser() {
    return new IntentFolder(UserFolder.data(System.getenv()).resolve("intents"));
  }

  /** An intent, and the file that it is in. */
  record Found(Intent intent, Path file) implements Written {
    @Override
    public void remove() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /**
   * What is in the folder.
   *
   * @param failures what could not be read, and where it is now
   */
  record Contents(List<Found> intents, List<Failure> failures) {}

  @Override
  public Written write(Intent intent) throws IOException {
    var name = intent.kind() + "-" + intent.leftover().target() + "-" + UUID.randomUUID();
    var file = folder.resolve(name + SUFFIX);
    AtomicFile.writeSynced(file, IntentText.of(intent), StandardCharsets.UTF_8);
    return new Found(intent, file);
  }

  /** Reads all intents; a file that is none is set aside, and reported once. */
  Contents read() {
    var intents = new ArrayList<Found>();
    var failures = new ArrayList<Failure>();
    if (!Files.exists(folder)) {
      return new Contents(intents, failures);
    }
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : files) {
        read(file, intents, failures);
      }
    } catch (IOException e) {
      failures.add(
          new Failure(
              "Reading the faults that consoles left in " + folder,
              e.toString(),
              "Make the folder readable, then run switchboard heal."));
    }
    return new Contents(intents, failures);
  }

  private static void read(Path file, List<Found> intents, List<Failure> failures) {
    try {
      intents.add(new Found(IntentText.parse(Files.readString(file)), file));
    } catch (CharacterCodingException e) {
      failures.add(setAside(file, "it is not UTF-8 text"));
    } catch (IllegalArgumentException e) {
      failures.add(setAside(file, e.getMessage()));
    } catch (IOException e) {
      // Its console has removed it meanwhile, or it is tried again at the next start.
      if (Files.exists(file)) {
        failures.add(failure(file, e.toString(), "Make the file readable"));
      }
    }
  }

  private static Failure setAside(Path file, String reason) {
    try {
      var aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return failure(file, reason, "It was renamed to " + aside);
    } catch (IOException e) {
      return failure(file, reason, "Delete the file");
    }
  }

  private static Failure failure(Path file, String reason, String next) {
    return new Failure(
        "Reading the fault that a console left in " + file,
        reason,
        next + "; check that no replica is frozen or stopped.");
  }
}
