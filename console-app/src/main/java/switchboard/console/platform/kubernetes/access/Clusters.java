package switchboard.console.platform.kubernetes.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Destination;
import switchboard.console.platform.Step;
import switchboard.console.platform.base.StepFailed;

/** The clusters of the user's contexts, and the chosen one. Any thread may call. */
public final class Clusters {
  private final Contexts contexts;
  private final Optional<Minikube> minikube;
  private volatile Optional<Destination> chosen = Optional.empty();

  /**
   * @param environment of which KUBECONFIG is read, and where Minikube is looked for
   */
  public Clusters(Map<String, String> environment) {
    contexts = new Contexts(environment);
    minikube = Minikube.find(environment);
  }

  /** The name of the context that is chosen, if one is. */
  public Optional<String> chosen() {
    return chosen.map(Destination::name);
  }

  /** Whether others may depend on the cluster of the context that is chosen. */
  public boolean isForeign() {
    return chosen.filter(Destination::foreign).isPresent();
  }

  /** The name of the context that {@link #open} goes by, if there is one. */
  public Optional<String> target() {
    return chosen().or(this::ownCluster);
  }

  /** All there are, and Minikube's where it could be started. */
  public List<Destination> all() {
    var all = new ArrayList<>(contexts.all());
    if (minikube.isPresent() && all.stream().allMatch(Destination::foreign)) {
      all.add(
          new Destination(
              Minikube.DEFAULT,
              "a cluster on this machine that Minikube starts, namespace " + Names.NAMESPACE,
              all.isEmpty(),
              false));
    }
    return all;
  }

  /**
   * Goes by this context from now on.
   *
   * @param tried what the operator did, in words
   */
  public Outcome<Destination> choose(String tried, String destination) {
    try {
      contexts.check();
    } catch (StepFailed e) {
      return Outcome.failed(e.failure(tried));
    }
    var all = all();
    var found = all.stream().filter(each -> each.name().equals(destination)).findFirst();
    if (found.isEmpty()) {
      return Outcome.failed(
          new Failure(tried, "there is no context '" + destination + "'", choice(all)));
    }
    chosen = found;
    return Outcome.done(found.get());
  }

  private static String choice(List<Destination> all) {
    return all.isEmpty()
        ? "There are none: install Minikube, or set up a cluster for kubectl."
        : "Choose an existing one: "
            + all.stream().map(Destination::name).sorted().collect(Collectors.joining(", "))
            + ".";
  }

  /** The way to the cluster that is chosen; to be closed. */
  public Cluster open() throws StepFailed {
    contexts.check();
    var context = target();
    if (context.isEmpty() && all().isEmpty()) {
      throw new StepFailed(
          "there is no context in KUBECONFIG or ~/.kube/config",
          "Install Minikube, or set up a cluster for kubectl, then try again.",
          "");
    }
    if (context.isEmpty()) {
      throw new StepFailed(
          "no context is chosen",
          "Choose the cluster to run on; on the command line, with --context.",
          "contexts: " + all().stream().map(Destination::name).toList());
    }
    return Cluster.of(contexts.access(context.get(), chosen));
  }

  /** The way to the cluster of a context, whichever is chosen; to be closed. */
  public Cluster open(String context) throws StepFailed {
    contexts.check();
    return Cluster.of(contexts.access(context, Optional.empty()));
  }

  /** A cluster that Minikube made is the user's own: no confirmation is needed. */
  private Optional<String> ownCluster() {
    return all().stream()
        .filter(each -> each.current() && !each.foreign())
        .map(Destination::name)
        .findFirst();
  }

  /**
   * Minikube's cluster is started when it does not run, and given what the system needs.
   *
   * @param home the product's folder
   * @param images of the product's own
   */
  public void prepare(Path home, List<String> images, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    contexts.check();
    var target = target();
    var own =
        all().stream()
            .filter(each -> target.equals(Optional.of(each.name())) && !each.foreign())
            .findFirst();
    if (own.isPresent() && minikube.isPresent()) {
      var name = own.get().name();
      minikube
          .get()
          .prepare(
              contexts.profile(name),
              contexts.all().stream().noneMatch(each -> each.name().equals(name)),
              home,
              images,
              progress);
    }
  }
}
