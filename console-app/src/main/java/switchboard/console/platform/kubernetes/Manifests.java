package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.platform.StepFailed;
import switchboard.console.platform.kubernetes.Kustomization.Yaml;

/**
 * The product's manifests, as the console applies them.
 *
 * @param folder with the kustomization.yaml of everything that a launch needs
 */
record Manifests(Path folder) {
  /** Set by the launcher. */
  private static final String HOME = "switchboard.home";

  private static final String FOLDER = "manifests";

  /** As the launcher says; without it, the nearest folder above the working directory. */
  static Manifests find() throws StepFailed {
    var configured = Optional.ofNullable(System.getProperty(HOME)).map(Path::of);
    var here = Path.of("").toAbsolutePath();
    return configured
        .map(Stream::of)
        .orElse(Stream.iterate(here, folder -> folder != null, Path::getParent))
        .map(home -> home.resolve(FOLDER))
        .filter(folder -> Files.exists(folder.resolve("kustomization.yaml")))
        .findFirst()
        .map(folder -> new Manifests(folder.toAbsolutePath().normalize()))
        .orElseThrow(
            () ->
                new StepFailed(
                    "there is no " + FOLDER + "/kustomization.yaml in " + configured.orElse(here),
                    "Start the console with ./switchboard from its own folder.",
                    ""));
  }

  /**
   * Every object that a launch needs, but that the simulator begins without users: the session sets
   * the load.
   */
  List<GenericKubernetesResource> objects() throws IOException {
    var objects = Kustomization.render(folder);
    objects.stream()
        .filter(object -> isOf(object, "StatefulSet", Names.SIMULATOR))
        .flatMap(object -> containers(object).stream())
        .forEach(container -> set(container, "NUM_USERS", "0"));
    return objects.stream()
        .sorted(Comparator.comparingInt(Manifests::rank))
        .map(Manifests::resource)
        .toList();
  }

  /** What runs comes after what it mounts and is known by. */
  private static int rank(Map<String, Object> object) {
    return switch (String.valueOf(object.get("kind"))) {
      case "Namespace" -> 0;
      case "StatefulSet" -> 2;
      case "Deployment" -> 3;
      default -> 1;
    };
  }

  /** The images that are built here and come from no registry. */
  List<String> ownImages() throws IOException {
    return Kustomization.render(folder).stream()
        .filter(object -> Yaml.map(object, "spec").containsKey("template"))
        .flatMap(object -> containers(object).stream())
        .map(container -> container.get("image").toString())
        .filter(image -> image.startsWith(Names.PRODUCT + "/"))
        .distinct()
        .sorted()
        .toList();
  }

  private static GenericKubernetesResource resource(Map<String, Object> object) {
    return Serialization.unmarshal(Serialization.asJson(object), GenericKubernetesResource.class);
  }

  private static boolean isOf(Map<String, Object> object, String kind, String name) {
    return kind.equals(object.get("kind")) && name.equals(Yaml.map(object, "metadata").get("name"));
  }

  private static List<Map<String, Object>> containers(Map<String, Object> workload) {
    var template = Yaml.mapIn(Yaml.mapIn(workload, "spec"), "template");
    return Yaml.maps(Yaml.mapIn(template, "spec"), "containers");
  }

  private static void set(Map<String, Object> container, String variable, String value) {
    Yaml.maps(container, "env").stream()
        .filter(each -> variable.equals(each.get("name")))
        .forEach(each -> each.put("value", value));
  }
}
