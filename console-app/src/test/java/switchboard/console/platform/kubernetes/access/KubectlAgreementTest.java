package switchboard.console.platform.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import switchboard.console.platform.base.StepFailed;

/** Two and three files of a kubeconfig, made up, read by us and by kubectl itself. */
class KubectlAgreementTest {
  private static final int CASES = 25;
  private static final List<String> NAMES = List.of("one", "two");

  @TempDir private Path folder;
  private Random random;

  static Stream<Integer> seeds() {
    return Stream.iterate(1, seed -> seed + 1).limit(CASES);
  }

  @BeforeAll
  static void needsKubectl() {
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "kubectl"))),
        "kubectl is not on the PATH");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void severalFilesAreReadAsKubectlReadsThem(int seed) throws Exception {
    random = new Random(seed);
    var files = new ArrayList<Path>();
    for (int number = 0; number < 2 + random.nextInt(2); number++) {
      files.add(made(number));
    }
    files.add(random.nextInt(files.size()), folder.resolve("missing"));
    var kubeconfig = String.join(File.pathSeparator, files.stream().map(Path::toString).toList());

    var merged = merged(Kubeconfig.files(Map.of("KUBECONFIG", kubeconfig)));
    var theirs = kubectl(kubeconfig, "--raw");
    assertThat(merged.currentContext()).isEqualTo(text(theirs, "current-context"));
    assertThat(merged.contexts().keySet()).containsExactlyInAnyOrderElementsOf(names(theirs));
    for (var context : merged.contexts().keySet()) {
      if (merged.clusterOf(context).isPresent()
          && merged.users().containsKey(merged.nameIn(context, "user"))) {
        var only = merged.only(context);
        var alone = kubectl(kubeconfig, "--flatten", "--raw", "--minify", "--context=" + context);
        assertThat(only.contexts().get(context)).isEqualTo(entry(alone, "contexts", "context"));
        assertThat(flat(only.clusterOf(context).orElseThrow()))
            .isEqualTo(entry(alone, "clusters", "cluster"));
        assertThat(flat(only.userOf(context))).isEqualTo(entry(alone, "users", "user"));
      }
    }
  }

  private static Kubeconfig merged(List<Path> files) throws StepFailed {
    var read = new ArrayList<KubeconfigFile>();
    for (var file : files) {
      KubeconfigFile.read(file).ifPresent(read::add);
    }
    return Kubeconfig.merge(read);
  }

  /** In a folder of its own, with the files that it may name. */
  private Path made(int number) throws IOException {
    var own = Files.createDirectories(folder.resolve("f" + number + "/certificates"));
    for (var name : List.of("ca.crt", "cc.crt", "cc.key")) {
      Files.writeString(own.resolve(name), name + " of " + number);
    }
    var file = own.getParent().resolve("config");
    var text = new StringBuilder("apiVersion: v1\nkind: Config\n");
    text.append("current-context: ").append(any("", "null", "\"\"", "one", "two")).append('\n');
    text.append(list("contexts", "context", () -> context()));
    text.append(list("clusters", "cluster", () -> cluster(number)));
    text.append(list("users", "user", () -> user(number)));
    return Files.writeString(file, text);
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String list(String list, String field, Supplier<String> each) {
    if (random.nextInt(6) == 0) {
      return list + ": " + any("null", "[]", "") + "\n";
    }
    var text = new StringBuilder(list + ":\n");
    for (var name : NAMES) {
      if (random.nextInt(4) > 0) {
        text.append("- {name: %s, %s: %s}\n".formatted(name, field, each.get()));
      }
    }
    return text.toString().endsWith(":\n") ? list + ":\n" : text.toString();
  }

  private String fields(String... fields) {
    var chosen = Stream.of(fields).filter(field -> random.nextBoolean()).toList();
    return "{" + String.join(", ", chosen) + "}";
  }

  private String context() {
    return "{cluster: %s, user: %s, namespace: %s}"
        .formatted(any("one", "two"), any("one", "two"), any("null", "\"\"", "here"));
  }

  private String cluster(int number) {
    return fields(
        "server: \"https://%s.example:6443\"".formatted(number),
        any(
            "certificate-authority: ./certificates/../certificates/ca.crt",
            "certificate-authority: \"\""),
        "tls-server-name: " + any("null", "name-" + number),
        "insecure-skip-tls-verify: " + any("yes", "false", "null", "true"),
        "proxy-url: " + any("\"\"", "http://proxy-" + number + ":3128", "socks5://p:1080"),
        "unknown: {a: 1}",
        "extensions: [{name: cluster_info, extension: {provider: p" + number + "}}]");
  }

  private String user(int number) {
    return fields(
        "token: " + any("null", "\"\"", "t" + number),
        "client-certificate: certificates/cc.crt, client-key: ./certificates/cc.key",
        "username: u" + number + ", password: " + any("p", "null"),
        "as: eve, as-groups: " + any("null", "[]", "[a, b]"),
        """
        exec: {apiVersion: client.authentication.k8s.io/v1, command: %s, args: %s, env: %s,\
         interactiveMode: Never}\
        """
            .formatted(
                any("log-in", "/opt/log-in"),
                any("null", "[a, 'b c', '']"),
                any("null", "[{name: A, value: '1'}]")));
  }

  private static Map<String, Object> kubectl(String kubeconfig, String... arguments)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("kubectl", "config", "view", "--output=yaml"));
    line.addAll(List.of(arguments));
    var builder = new ProcessBuilder(line).redirectError(Redirect.DISCARD);
    builder.environment().put("KUBECONFIG", kubeconfig);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(line + said).isZero();
    return Yaml.copy((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(said));
  }

  private static String text(Map<String, Object> in, String field) {
    return String.valueOf(in.get(field));
  }

  private static List<String> names(Map<String, Object> theirs) {
    return Yaml.maps(theirs, "contexts").stream().map(each -> text(each, "name")).toList();
  }

  /** Without what is as good as not there, which kubectl writes for some fields and not others. */
  private static Map<String, Object> entry(Map<String, Object> theirs, String list, String field) {
    var entry = Yaml.map(Yaml.maps(theirs, list).getFirst(), field);
    if (entry.get("exec") instanceof Map<?, ?> exec) {
      entry.put("exec", plain(Yaml.asMap(exec)));
    }
    return plain(entry);
  }

  private static Map<String, Object> plain(Map<String, Object> entry) {
    var plain = new TreeMap<>(entry);
    plain.values().removeIf(value -> value == null || value.equals(false) || value.equals(""));
    return plain;
  }

  /** With the contents of files instead of their paths. */
  private static Map<String, Object> flat(Map<String, Object> entry) throws IOException {
    var flat = new LinkedHashMap<>(entry);
    for (var field : List.of("certificate-authority", "client-certificate", "client-key")) {
      if (flat.remove(field) instanceof String path) {
        flat.put(
            field + "-data", Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(path))));
      }
    }
    return flat;
  }
}
