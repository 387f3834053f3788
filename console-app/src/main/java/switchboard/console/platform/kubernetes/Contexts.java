package switchboard.console.platform.kubernetes;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Destination;
import switchboard.console.platform.StepFailed;

/** The contexts of the user's kubeconfig: the files that KUBECONFIG names, or ~/.kube/config. */
final class Contexts {
  private static final Logger LOG = LoggerFactory.getLogger(Contexts.class);

  /** Minikube writes it on each cluster that it makes. */
  private static final String MINIKUBE = "minikube.sigs.k8s.io";

  private final List<Path> files;

  Contexts(Map<String, String> environment) {
    var named = environment.getOrDefault("KUBECONFIG", "");
    files =
        named.isBlank()
            ? List.of(Path.of(System.getProperty("user.home"), ".kube", "config"))
            : Stream.of(named.split(File.pathSeparator)).map(Path::of).toList();
  }

  /** All there are, by the first file that has each; empty where there is no kubeconfig. */
  List<Destination> all() {
    var found = new ArrayList<Destination>();
    var servers = new HashMap<String, String>();
    var made = new HashMap<String, Boolean>();
    var contexts = new ArrayList<NamedContext>();
    var current = Optional.<String>empty();
    for (var file : files) {
      var read = read(file);
      if (read.isPresent()) {
        var config = read.get();
        for (var each : config.getClusters()) {
          servers.putIfAbsent(each.getName(), each.getCluster().getServer());
          made.putIfAbsent(
              each.getName(), Serialization.asJson(each.getCluster()).contains(MINIKUBE));
        }
        contexts.addAll(config.getContexts());
        current = current.or(() -> Optional.ofNullable(config.getCurrentContext()));
      }
    }
    for (var each : contexts) {
      var name = each.getName();
      if (found.stream().noneMatch(known -> known.name().equals(name))) {
        var cluster = each.getContext().getCluster();
        var where =
            "cluster %s (%s), namespace %s"
                .formatted(cluster, servers.getOrDefault(cluster, "unknown"), Names.NAMESPACE);
        found.add(
            new Destination(
                name,
                where,
                current.filter(name::equals).isPresent(),
                !made.getOrDefault(cluster, false)));
      }
    }
    return found;
  }

  private static Optional<io.fabric8.kubernetes.api.model.Config> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          Serialization.unmarshal(
              Files.readString(file), io.fabric8.kubernetes.api.model.Config.class));
    } catch (IOException | KubernetesClientException | IllegalArgumentException e) {
      LOG.warn("{} is no kubeconfig: {}", file, e.toString());
      return Optional.empty();
    }
  }

  /** What a client needs to reach the cluster of a context. */
  Config config(String context) throws StepFailed {
    if (files.stream().noneMatch(file -> has(file, context))) {
      throw new StepFailed(
          "there is no context '" + context + "' in " + files,
          "Choose one of those that kubectl config get-contexts shows.",
          "");
    }
    // A context may be in one file, and its cluster and its user in others.
    var all = new io.fabric8.kubernetes.api.model.Config();
    all.setCurrentContext(context);
    for (var file : files) {
      read(file)
          .ifPresent(
              each -> {
                resolve(each, file.toAbsolutePath().getParent());
                all.getClusters().addAll(each.getClusters());
                all.getUsers().addAll(each.getUsers());
                all.getContexts().addAll(each.getContexts());
              });
    }
    try {
      return Config.fromKubeconfig(Serialization.asYaml(all));
    } catch (KubernetesClientException e) {
      throw new StepFailed(
          "the context '" + context + "' cannot be used: " + e.getMessage(),
          "See that kubectl --context " + context + " get nodes works in a terminal.",
          e.toString());
    }
  }

  /** Paths in a kubeconfig are relative to its own folder. */
  private static void resolve(io.fabric8.kubernetes.api.model.Config config, Path folder) {
    for (var each : config.getClusters()) {
      var cluster = each.getCluster();
      cluster.setCertificateAuthority(resolved(cluster.getCertificateAuthority(), folder));
    }
    for (var each : config.getUsers()) {
      var user = each.getUser();
      user.setClientCertificate(resolved(user.getClientCertificate(), folder));
      user.setClientKey(resolved(user.getClientKey(), folder));
      user.setTokenFile(resolved(user.getTokenFile(), folder));
    }
  }

  private static String resolved(String path, Path folder) {
    return path == null || path.isEmpty() ? path : folder.resolve(path).toString();
  }

  private static boolean has(Path file, String context) {
    return read(file)
        .filter(each -> each.getContexts().stream().anyMatch(one -> one.getName().equals(context)))
        .isPresent();
  }
}
