package switchboard.console.platform.kubernetes.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import switchboard.console.platform.Destination;
import switchboard.console.platform.base.StepFailed;

/** The contexts of the user's kubeconfig, which is read each time because others write it too. */
final class Contexts {
  /** Minikube writes it on each cluster that it makes. */
  private static final String MINIKUBE = "minikube.sigs.k8s.io";

  private final Map<String, String> environment;
  private final List<Path> files;

  /** By their source: they outlive a single client. */
  private final Map<Kubeconfig, Optional<Credentials>> credentials = new ConcurrentHashMap<>();

  Contexts(Map<String, String> environment) {
    this.environment = environment;
    files = Kubeconfig.files(environment);
  }

  /**
   * The readable part.
   *
   * @param fault why the rest cannot be; while there is one nothing is operated, for what cannot be
   *     read may say something else
   */
  private record Read(Kubeconfig kubeconfig, Optional<StepFailed> fault) {
    private String names() {
      return kubeconfig.contexts().keySet().stream().sorted().collect(Collectors.joining(", "));
    }
  }

  private Read read() {
    var read = new ArrayList<KubeconfigFile>();
    var fault = Optional.<StepFailed>empty();
    for (var file : files) {
      try {
        KubeconfigFile.read(file).ifPresent(read::add);
      } catch (StepFailed e) {
        fault = fault.or(() -> Optional.of(e));
      }
    }
    return new Read(Kubeconfig.merge(read), fault);
  }

  /** All that can be read; empty where there is no kubeconfig. */
  List<Destination> all() {
    var kubeconfig = read().kubeconfig();
    return kubeconfig.contexts().keySet().stream()
        .filter(name -> !name.isEmpty())
        .map(name -> destination(kubeconfig, name))
        .toList();
  }

  private static Destination destination(Kubeconfig kubeconfig, String name) {
    var cluster = kubeconfig.clusterOf(name).orElse(Map.of());
    var where =
        "cluster %s (%s), namespace %s"
            .formatted(
                kubeconfig.nameIn(name, "cluster"),
                cluster.getOrDefault("server", "unknown"),
                Names.NAMESPACE);
    return new Destination(
        name, where, kubeconfig.currentContext().equals(name), !isOfMinikube(cluster));
  }

  private static boolean isOfMinikube(Map<String, Object> cluster) {
    return Yaml.maps(cluster, "extensions").stream()
        .map(each -> Yaml.map(each, "extension").get("provider"))
        .anyMatch(MINIKUBE::equals);
  }

  /**
   * Nothing, where all of it can be read.
   *
   * @throws StepFailed which file cannot be read, why, and what there is in the others
   */
  void check() throws StepFailed {
    var read = read();
    if (read.fault().isPresent()) {
      throw said(read, read.fault().get());
    }
  }

  private static StepFailed said(Read read, StepFailed fault) {
    var others = read.names();
    return new StepFailed(
        fault.getMessage(),
        others.isEmpty()
            ? fault.next()
            : fault.next() + " The readable files have the contexts " + others + ".",
        fault.details());
  }

  /**
   * What Minikube calls a cluster of its own: as it has named its certificates or, where they are
   * not of files, the cluster. A context may have been renamed.
   */
  String profile(String context) {
    var kubeconfig = read().kubeconfig();
    var folder =
        Optional.ofNullable(kubeconfig.userOf(context).get("client-certificate"))
            .map(path -> Path.of(path.toString()).getParent());
    var ofItsProfiles =
        folder
            .map(Path::getParent)
            .map(Path::getFileName)
            .filter(Path.of("profiles")::equals)
            .isPresent();
    if (ofItsProfiles) {
      return folder.get().getFileName().toString();
    }
    var cluster = kubeconfig.nameIn(context, "cluster");
    return cluster.isEmpty() ? context : cluster;
  }

  /**
   * The way to the cluster of a context; nothing is dialled yet.
   *
   * @param confirmed what somebody has chosen, if anybody has: the way leads there or nowhere
   */
  Access access(String context, Optional<Destination> confirmed) throws StepFailed {
    var read = read();
    if (read.fault().isPresent()) {
      throw said(read, read.fault().get());
    }
    if (!read.kubeconfig().contexts().containsKey(context)) {
      throw unknown(context, read);
    }
    var now = destination(read.kubeconfig(), context);
    if (confirmed.filter(each -> isAnother(each, now)).isPresent()) {
      throw new StepFailed(
          "the context '%s' now leads to %s, but %s was chosen"
              .formatted(context, now.where(), confirmed.get().where()),
          "Somebody has changed the kubeconfig. Choose the context again.",
          "");
    }
    var only = read.kubeconfig().only(context);
    var got = credentials.computeIfAbsent(only, each -> Credentials.of(each, environment));
    return Access.of(only, got, environment);
  }

  /** Minikube's own may move to another port each time that it is started. */
  private static boolean isAnother(Destination confirmed, Destination now) {
    return confirmed.foreign() ? !now.where().equals(confirmed.where()) : now.foreign();
  }

  private StepFailed unknown(String context, Read read) {
    var names = read.names();
    return new StepFailed(
        "there is no context '" + context + "' in " + files,
        names.isEmpty()
            ? "There are none: install Minikube, or set up a cluster for kubectl."
            : "Choose an existing one: " + names + ".",
        "");
  }
}
