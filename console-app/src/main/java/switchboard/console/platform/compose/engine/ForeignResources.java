package switchboard.console.platform.compose.engine;

import com.github.dockerjava.api.DockerClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import switchboard.console.platform.base.StepFailed;

/**
 * Resources with the system's names that belong to somebody else.
 *
 * @param inTheWay what Compose would take for the system's: it would be replaced, written to, or
 *     removed
 * @param beside other containers of a project of the same name, which Compose calls orphans
 */
public record ForeignResources(List<Found> inTheWay, List<Found> beside) {

  /**
   * One of them.
   *
   * @param kind "container", "network" or "volume"
   * @param origin the files that it was made of; empty where that is not known
   */
  public record Found(String kind, String name, String origin) {
    @Override
    public String toString() {
      return kind + " " + name + (origin.isEmpty() ? "" : " of " + origin);
    }
  }

  public ForeignResources {
    inTheWay = List.copyOf(inTheWay);
    beside = List.copyOf(beside);
  }

  /**
   * All that there is, whether it runs or not.
   *
   * @param services of the system; likewise the others
   */
  static ForeignResources find(
      DockerClient calls,
      Installation installation,
      Set<String> services,
      Set<String> networks,
      Set<String> volumes) {
    var inTheWay = new ArrayList<Found>();
    var beside = new ArrayList<Found>();
    for (var each : calls.listContainersCmd().withShowAll(true).exec()) {
      var labels = Objects.requireNonNullElse(each.getLabels(), Map.<String, String>of());
      var found =
          new Found("container", name(each.getNames(), each.getId()), Installation.origin(labels));
      if (installation.owns(labels)) {
        continue;
      }
      if (isTakenForOurs(found.name(), labels, installation, services)) {
        inTheWay.add(found);
      } else if (installation.hasName(labels)) {
        beside.add(found);
      }
    }
    for (var network : calls.listNetworksCmd().exec()) {
      if (networks.contains(network.getName())
          && !Installation.isProducts(labels(network.getLabels()))) {
        inTheWay.add(new Found("network", network.getName(), ""));
      }
    }
    for (var volume :
        Optional.ofNullable(calls.listVolumesCmd().exec().getVolumes()).orElse(List.of())) {
      if (volumes.contains(volume.getName())
          && !Installation.isProducts(labels(volume.getLabels()))) {
        inTheWay.add(new Found("volume", volume.getName(), ""));
      }
    }
    return new ForeignResources(inTheWay, beside);
  }

  private static Map<String, String> labels(Map<String, String> labels) {
    return Objects.requireNonNullElse(labels, Map.of());
  }

  private static boolean isTakenForOurs(
      String name, Map<String, String> labels, Installation installation, Set<String> services) {
    var service = labels.getOrDefault(Container.SERVICE, "");
    if (installation.hasName(labels) && services.contains(service)) {
      return true;
    }
    return services.stream()
        .map(each -> Pattern.quote(installation.project() + "-" + each + "-") + "\\d+")
        .anyMatch(name::matches);
  }

  private static String name(String[] names, String id) {
    return Arrays.stream(names)
        .findFirst()
        .map(name -> name.startsWith("/") ? name.substring(1) : name)
        .orElse(id);
  }

  public boolean hasContainersInTheWay() {
    return inTheWay.stream().anyMatch(each -> each.kind().equals("container"));
  }

  /** Says what is in the way, if anything is; nothing has been changed then. */
  public void refuse() throws StepFailed {
    if (!inTheWay.isEmpty()) {
      throw new StepFailed(
          "this installation did not create, and leaves alone, these resources with its names: "
              + words(inTheWay),
          "Remove what you do not need, or give their project another name (docker compose"
              + " --project-name); compose/README.md, \"Others of the same name\", says how.",
          "");
    }
  }

  public static String words(List<Found> found) {
    return found.stream().map(Found::toString).collect(Collectors.joining(", "));
  }
}
