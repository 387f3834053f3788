package switchboard.console.bundle;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no bundle that this version can read; its message says why, and what to do. */
public final class UnreadableBundleException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableBundleException(Path file, String why) {
    super(file.getFileName() + ": " + why);
  }

  UnreadableBundleException(Path file, String why, Throwable cause) {
    super(file.getFileName() + ": " + why, cause);
  }
}
