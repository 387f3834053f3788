package switchboard.console.platform.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import switchboard.console.platform.base.InstallDirectory;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.platform.kubernetes.access.Yaml;

/**
 * The product's manifests, as the console applies them.
 *
 * @param folder with the kustomization.yaml of everything that a launch needs
 */
public record Manifests(Path folder) {
  private static final String FOLDER = "manifests";

  /** Those of the product's own folder. */
  public static Manifests find() throws StepFailed {
    return new Manifests(InstallDirectory.with(FOLDER + "/kustomization.yaml").resolve(FOLDER));
  }

  /**
   * Every object that a launch needs, but that the simulator begins without users: the session sets
   * the load.
   */
  public List<GenericKubernetesResource> objects() throws IOException {
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
  public List<String> ownImages() throws IOException {
    return Kustomization.render(folder).stream()
        .filter(object -> Yaml.map(object, "spec").containsKey("template"))
        .flatMap(object -> containers(object).stream())
        .map(container -> container.get("image").toString())
        .filter(image -> image.startsWith(Names.PRODUCT + "/"))
        .distinct()
        .sorted()
        .toList();
  }

  /** The objects of a folder beside them, in the order of its files. */
  public static List<GenericKubernetesResource> render(Path component) throws IOException {
    return Kustomization.render(component).stream().map(Manifests::resource).toList();
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

  /**
   * Gives a variable to a workload's containers. One that is there keeps its place: the value of
   * another can be made of those before it only.
   */
  static void set(
      List<GenericKubernetesResource> objects,
      String kind,
      String name,
      String variable,
      String value) {
    objects.stream()
        .filter(each -> kind.equals(each.getKind()) && name.equals(each.getMetadata().getName()))
        .flatMap(each -> containers(each.getAdditionalProperties()).stream())
        .forEach(
            container -> {
              var variables = new ArrayList<>(Yaml.maps(container, "env"));
              var given = Map.<String, Object>of("name", variable, "value", value);
              if (variables.stream().noneMatch(each -> variable.equals(each.get("name")))) {
                variables.add(given);
              }
              variables.replaceAll(each -> variable.equals(each.get("name")) ? given : each);
              container.put("env", variables);
            });
  }

  private static void set(Map<String, Object> container, String variable, String value) {
    Yaml.maps(container, "env").stream()
        .filter(each -> variable.equals(each.get("name")))
        .forEach(each -> each.put("value", value));
  }
}
