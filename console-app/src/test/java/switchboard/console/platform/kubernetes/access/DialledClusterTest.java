package switchboard.console.platform.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Outcomes;
import switchboard.console.platform.base.StepFailed;

/** Real HTTPS servers: which of them is asked, and by whom. */
class DialledClusterTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private ApiServer alpha;
  private ApiServer beta;

  @BeforeEach
  void start() throws Exception {
    alpha = new ApiServer(folder, "ip:127.0.0.1");
    beta = new ApiServer(folder, "ip:127.0.0.1");
    environment.put("PATH", System.getenv("PATH"));
  }

  @AfterEach
  void stop() {
    alpha.close();
    beta.close();
  }

  /**
   * Writes a kubeconfig whose cluster and user are called as those of every kubeadm cluster.
   *
   * @param more of the cluster, such as {@code , tls-server-name: x}
   */
  private Path file(String context, ApiServer server, String more, String user) throws IOException {
    var file = Files.createDirectories(folder.resolve(context)).resolve("config");
    Files.writeString(
        file,
        """
        current-context: %s
        contexts:
        - {name: %s, context: {cluster: kubernetes, user: kubernetes-admin}}
        clusters:
        - name: kubernetes
          cluster: {server: "%s", certificate-authority-data: %s%s}
        users:
        - name: kubernetes-admin
          user: %s
        """
            .formatted(context, context, server.address(), server.authorityData(), more, user));
    return file;
  }

  private void use(Path... files) {
    environment.put(
        "KUBECONFIG",
        String.join(File.pathSeparator, Stream.of(files).map(Path::toString).toList()));
  }

  private String dial(String context) throws StepFailed {
    var clusters = new Clusters(environment);
    Outcomes.done(clusters.choose("Choosing", context));
    try (var cluster = clusters.open()) {
      return cluster.version();
    }
  }

  @Test
  void contextOfTheFirstFileLeadsToTheServerOfTheFirstFile() throws Exception {
    use(file("alpha", alpha, "", "{token: of-alpha}"), file("beta", beta, "", "{token: of-beta}"));

    assertThat(dial("alpha")).isEqualTo("Kubernetes v1.33.1");

    assertThat(alpha.sent("Authorization")).containsExactly("Bearer of-alpha");
    assertThat(beta.requests()).isEmpty();
  }

  @Test
  void clusterThatWasConfirmedIsNotExchangedForAnother() throws Exception {
    use(file("alpha", alpha, "", "{token: of-alpha}"));
    var clusters = new Clusters(environment);
    var confirmed = Outcomes.done(clusters.choose("Choosing", "alpha"));
    assertThat(confirmed.where()).contains(alpha.address());
    file("alpha", beta, "", "{token: of-alpha}");

    var failed = catchThrowableOfType(StepFailed.class, clusters::open);

    assertThat(failed).hasMessageContainingAll(alpha.address(), beta.address(), "alpha");
    assertThat(beta.requests()).isEmpty();
  }

  @Test
  void contextWithoutAServerLeadsNowhere() throws Exception {
    var file = file("alpha", alpha, "", "{}");
    Files.writeString(file, Files.readString(file).replace(alpha.address(), ""));
    use(file);

    assertThat(catchThrowableOfType(StepFailed.class, () -> dial("alpha")))
        .hasMessage("the context 'alpha' cannot be used: its cluster 'kubernetes' has no server");
  }

  @Test
  void impersonationIsAskedForAsKubectlDoes() throws Exception {
    use(
        file(
            "alpha",
            alpha,
            "",
            "{token: t, as: eve, as-uid: '7', as-groups: [dev], as-user-extra: {team: [a]}}"));

    dial("alpha");

    assertThat(alpha.sent("Impersonate-User")).containsExactly("eve");
    assertThat(alpha.sent("Impersonate-Uid")).containsExactly("7");
    assertThat(alpha.sent("Impersonate-Group")).containsExactly("dev");
    assertThat(alpha.sent("Impersonate-Extra-team")).containsExactly("a");
  }

  @Test
  void certificateMayBeOfTheNameThatTheKubeconfigGives() throws Exception {
    try (var far = new ApiServer(folder, "dns:cluster.example")) {
      use(file("far", far, ", tls-server-name: cluster.example", "{token: t}"));

      dial("far");

      assertThat(far.requests().getFirst().getHandshakeServerNames())
          .containsExactly("cluster.example");
      use(file("far", far, "", "{token: t}"));
      assertThat(catchThrowableOfType(StepFailed.class, () -> dial("far")))
          .hasMessageContaining("127.0.0.1 not verified");
    }
  }

  @Test
  void tokenFileIsReadForEachRequestAndComesBeforeAToken() throws Exception {
    var tokens = folder.resolve("alpha").resolve("token");
    use(file("alpha", alpha, "", "{token: stale, tokenFile: ./token}"));
    Files.writeString(tokens, "first\n");
    var clusters = new Clusters(environment);
    Outcomes.done(clusters.choose("Choosing", "alpha"));

    try (var cluster = clusters.open()) {
      cluster.version();
      Files.writeString(tokens, "second\n");
      cluster.version();
    }

    assertThat(alpha.sent("Authorization")).containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void proxyOfTheKubeconfigIsGoneThrough() throws Exception {
    try (var proxy = new ConnectProxy(ServerSocketFactory.getDefault())) {
      use(file("alpha", alpha, ", proxy-url: " + proxy.address("http"), "{token: t}"));

      dial("alpha");

      assertThat(proxy.asked())
          .contains("CONNECT 127.0.0.1:" + alpha.port() + " HTTP/1.1")
          .contains("Proxy-Authorization: Basic bWU6c2VjcmV0");
      assertThat(alpha.requests()).isNotEmpty();
    }
  }

  @Test
  void proxyMaySpeakTlsItself() throws Exception {
    try (var proxy = new ConnectProxy(alpha.sockets())) {
      use(file("alpha", alpha, ", proxy-url: " + proxy.address("https"), "{token: t}"));

      assertThat(dial("alpha")).isEqualTo("Kubernetes v1.33.1");

      assertThat(proxy.asked()).contains("CONNECT 127.0.0.1:" + alpha.port() + " HTTP/1.1");
    }
  }

  @Test
  void serverWithoutASchemeIsSpokenToByTlsWhereThereIsACertificate() throws Exception {
    var file = file("alpha", alpha, "", "{token: t}");
    Files.writeString(
        file, Files.readString(file).replace(alpha.address(), "127.0.0.1:" + alpha.port()));
    use(file);

    assertThat(dial("alpha")).isEqualTo("Kubernetes v1.33.1");
  }

  /** Credentials by a command: a script, as the plugins of many clouds are. */
  private void plugin(String script) throws IOException {
    assumeThat(File.pathSeparator).as("a POSIX system").isEqualTo(":");
    var command = Files.createDirectories(folder.resolve("alpha/bin")).resolve("log-in");
    Files.writeString(command, "#!/bin/sh\n" + script);
    assertThat(command.toFile().setExecutable(true)).isTrue();
    use(
        file(
            "alpha",
            alpha,
            "",
            """
            {exec: {apiVersion: client.authentication.k8s.io/v1, command: ./bin/log-in,\
             args: [of, "the shell's"], env: [{name: SUFFIX, value: x}], interactiveMode: Never,\
             provideClusterInfo: true, installHint: "Ask the platform team."}}\
            """));
  }

  private static String answer(String token, String more) {
    return """
    echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",\
    "status":{"token":"'%s'"%s}}'
    """
        .formatted(token, more);
  }

  @Test
  void commandForCredentialsIsBesideTheKubeconfigAndMayWarn() throws Exception {
    plugin("echo 'a new version is available' >&2\n" + answer("\"$1-$SUFFIX\"", ""));

    dial("alpha");

    assertThat(alpha.sent("Authorization")).containsExactly("Bearer of-x");
  }

  @Test
  void refusedTokenIsGotAnewFromItsCommand() throws Exception {
    plugin(
        """
        echo called >> "$(dirname "$0")/calls"
        """
            + answer("$(wc -l < \"$(dirname \"$0\")/calls\" | tr -d ' ')", ""));
    var clusters = new Clusters(environment);
    Outcomes.done(clusters.choose("Choosing", "alpha"));

    try (var cluster = clusters.open()) {
      cluster.version();
      alpha.accept("Bearer 2"::equals);
      cluster.version();
    }
    try (var again = clusters.open()) {
      again.version();
    }

    assertThat(alpha.sent("Authorization")).containsExactly("Bearer 1", "Bearer 2");
  }

  @Test
  void expiredTokenIsGotAnewBeforeItIsSent() throws Exception {
    plugin(
        """
        echo called >> "$(dirname "$0")/calls"
        """
            + answer(
                "$(wc -l < \"$(dirname \"$0\")/calls\" | tr -d ' ')",
                ",\"expirationTimestamp\":\"2020-01-01T00:00:00Z\""));

    dial("alpha");

    assertThat(alpha.sent("Authorization")).hasSizeGreaterThan(1).doesNotHaveDuplicates();
  }

  @Test
  void commandIsToldOfTheClusterWhereItAsks() throws Exception {
    plugin("printf %s \"$KUBERNETES_EXEC_INFO\" > \"$(dirname \"$0\")/told\"\n" + answer("t", ""));

    dial("alpha");

    assertThat(Files.readString(folder.resolve("alpha/bin/told")))
        .contains("\"kind\":\"ExecCredential\"", "client.authentication.k8s.io/v1")
        .contains("\"interactive\":false", alpha.address(), alpha.authorityData());
  }

  @Test
  void commandThatFailsSaysItsWordsAndTheHint() throws Exception {
    plugin("echo 'session has expired' >&2; exit 3");

    var failed = catchThrowableOfType(StepFailed.class, () -> dial("alpha"));

    assertThat(failed).hasMessageContaining("bin/log-in").hasMessageContaining("exit code 3");
    assertThat(failed.next()).isEqualTo("Ask the platform team.");
    assertThat(failed.details()).contains("session has expired");
  }

  @Test
  void commandWithoutAFolderIsOnThePath() throws Exception {
    plugin(answer("found", ""));
    var file = folder.resolve("alpha/config");
    Files.writeString(file, Files.readString(file).replace("./bin/log-in", "log-in"));
    environment.put("PATH", folder.resolve("alpha/bin") + File.pathSeparator + "/usr/bin");

    dial("alpha");

    assertThat(alpha.sent("Authorization")).containsExactly("Bearer found");
  }
}
