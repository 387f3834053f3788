package switchboard.console.platform.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Names;

@Tag("locales")
class KustomizationTest {
  @TempDir private Path folder;

  private void write(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void foldersAreRenderedWithNamespaceLabelsAndConfigMaps() throws IOException {
    write(
        "kustomization.yaml",
        """
        namespace: here
        labels:
          - pairs: { part-of: it }
            includeTemplates: true
          - pairs: { version: "1" }
            fields:
              - { kind: Deployment, path: spec/template/metadata/labels, create: true }
        resources: [deployment.yaml, shared]
        """);
    write(
        "deployment.yaml",
        """
        kind: Deployment
        metadata: { name: one }
        spec: { template: { metadata: { labels: { app: one } } } }
        ---
        kind: Namespace
        metadata: { name: other }
        """);
    write(
        "shared/kustomization.yaml",
        """
        configMapGenerator:
          - name: settings
            files: [a.conf, b.conf=c.conf]
            options: { labels: { app: one } }
        generatorOptions: { disableNameSuffixHash: true }
        """);
    write("shared/a.conf", "first\n");
    write("shared/c.conf", "second\n");

    var rendered = Kustomization.render(folder);

    assertThat(rendered)
        .containsExactly(
            Map.of(
                "kind", "Deployment",
                "metadata",
                    Map.of(
                        "name",
                        "one",
                        "namespace",
                        "here",
                        "labels",
                        Map.of("part-of", "it", "version", "1")),
                "spec",
                    Map.of(
                        "template",
                        Map.of(
                            "metadata",
                            Map.of(
                                "labels", Map.of("app", "one", "part-of", "it", "version", "1"))))),
            Map.of(
                "kind",
                "Namespace",
                "metadata",
                Map.of("name", "here", "labels", Map.of("part-of", "it", "version", "1"))),
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of(
                    "name",
                    "settings",
                    "namespace",
                    "here",
                    "labels",
                    Map.of("app", "one", "part-of", "it", "version", "1")),
                "data",
                Map.of("a.conf", "first\n", "b.conf", "second\n")));
  }

  @Test
  void whatIsNotKnownIsRefusedByName() throws IOException {
    write("kustomization.yaml", "namePrefix: my-\n");

    assertThatThrownBy(() -> Kustomization.render(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("namePrefix");

    write("kustomization.yaml", "labels: [{ pairs: { a: b }, includeSelectors: true }]\n");

    assertThatThrownBy(() -> Kustomization.render(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("includeSelectors");
  }

  @Test
  void everyObjectOfTheProductIsInItsNamespaceAndBearsItsLabel() throws IOException, StepFailed {
    var objects = Manifests.find().objects();

    assertThat(objects)
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .contains(
            "Namespace chat-app",
            "Deployment backend",
            "Deployment gateway",
            "Deployment prometheus",
            "StatefulSet simulator",
            "StatefulSet store",
            "ConfigMap gateway");
    assertThat(objects)
        .allSatisfy(
            object -> {
              assertThat(object.getMetadata().getLabels())
                  .containsEntry(Names.PART_OF, Names.PRODUCT);
              assertThat(object.getMetadata().getNamespace())
                  .isEqualTo(object.getKind().equals("Namespace") ? null : Names.NAMESPACE);
            });
  }

  @Test
  @Tag("engine")
  void productIsRenderedAsByKubectl() throws IOException, InterruptedException, StepFailed {
    var own = new HashMap<String, Object>();
    var product = Manifests.find().folder();
    for (var object : Kustomization.render(product)) {
      own.put(key(object), object);
    }

    var kubectl = kubectl(product);

    assertThat(own).containsOnlyKeys(kubectl.keySet());
    kubectl.forEach((name, object) -> assertThat(own.get(name)).as(name).isEqualTo(object));
  }

  private static Map<String, Object> kubectl(Path product)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("kustomize", ".yaml");
    try {
      var command = new ProcessBuilder("kubectl", "kustomize", product.toString());
      var process = start(command.redirectOutput(output.toFile()));
      var error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(error).isZero();
      var objects = new HashMap<String, Object>();
      var settings = LoadSettings.builder().build();
      for (var each : new Load(settings).loadAllFromString(Files.readString(output))) {
        if (each instanceof Map<?, ?> object) {
          objects.put(key(object), object);
        }
      }
      return objects;
    } finally {
      Files.delete(output);
    }
  }

  private static Process start(ProcessBuilder command) throws IOException {
    try {
      return command.start();
    } catch (IOException e) {
      Assumptions.abort("there is no kubectl here");
      throw e;
    }
  }

  private static String key(Map<?, ?> object) {
    var metadata = (Map<?, ?>) object.get("metadata");
    return object.get("kind") + " " + metadata.get("name");
  }

  @Test
  void fileThatIsNoYamlIsNamed() throws IOException {
    write("kustomization.yaml", "resources: [bad.yaml]");
    write("bad.yaml", "a: [");

    assertThatThrownBy(() -> Kustomization.render(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.yaml");
  }
}
