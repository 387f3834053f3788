package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import switchboard.console.UserFolder;

/**
 * The folder for the certificates of a launch. Containers mount what is in it, run as users of
 * their own and have to read it; on this machine only the user can enter the folder.
 */
final class CertificateFolder {
  private CertificateFolder() {}

  private static Path of(Map<String, String> environment) {
    return UserFolder.configuration(environment).resolve("compose-tls");
  }

  /** Makes it; gives what is for one component in it, which need not be there. */
  static Path make(String component, Map<String, String> environment) throws IOException {
    var folder = Files.createDirectories(of(environment));
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder.resolve(component);
  }

  /** Deletes it, when nothing reads it any more. */
  static void delete(Map<String, String> environment) throws IOException {
    FileUtils.deleteDirectory(of(environment).toFile());
  }
}
