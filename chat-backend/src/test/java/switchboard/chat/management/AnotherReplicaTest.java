package switchboard.chat.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The location that a busy replica names in its header exists in nginx's configuration. */
final class AnotherReplicaTest {
  @Test
  void nginxHasTheLocationThatABusyReplicaAsksForAndGoesThereOnce() throws IOException {
    var nginx = Files.readString(Path.of("../compose/gateway/nginx.conf"));

    assertThat(nginx)
        .containsPattern(
            "location "
                + Pattern.quote(AnotherReplica.LOCATION)
                + " \\{[^}]*proxy_ignore_headers "
                + AnotherReplica.HEADER
                + ";[^}]*proxy_next_upstream_tries 2;");
  }
}
