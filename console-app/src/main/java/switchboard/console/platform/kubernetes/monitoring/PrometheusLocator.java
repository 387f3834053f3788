package switchboard.console.platform.kubernetes.monitoring;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.platform.kubernetes.access.Forward;

/**
 * Finds a Prometheus of the Prometheus Operator's, whichever namespace it is in, by the labels of
 * its Services: those of the chart kube-prometheus-stack, or those of the operator itself.
 */
final class PrometheusLocator {
  /** Of the Service that the chart makes for its Prometheus. */
  private static final String CHARTS = "app=kube-prometheus-stack-prometheus";

  /** Of the Service that the operator makes in each namespace with a Prometheus. */
  private static final String OPERATORS = "operated-prometheus=true";

  private static final List<String> PORTS = List.of("http-web", "web");
  private static final int DEFAULT_PORT = 9090;

  /**
   * One that was found.
   *
   * @param release of Helm; empty where none is named
   * @param selector of its pods
   * @param port of them
   */
  public record Found(
      String namespace, String release, Map<String, String> selector, IntOrString port) {
    /** "release monitoring in namespace observability". */
    String words() {
      return (release.isEmpty() ? "" : "release " + release + " in ") + "namespace " + namespace;
    }
  }

  private final KubernetesClient client;

  PrometheusLocator(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The console's own first.
   *
   * @param own the namespace of that
   */
  Optional<Found> find(String own) {
    return Stream.of(CHARTS, OPERATORS)
        .flatMap(
            label ->
                client
                    .services()
                    .inAnyNamespace()
                    .withLabel(
                        label.substring(0, label.indexOf('=')),
                        label.substring(label.indexOf('=') + 1))
                    .list()
                    .getItems()
                    .stream()
                    .filter(each -> each.getMetadata().getDeletionTimestamp() == null)
                    .sorted(Comparator.comparing(each -> each.getMetadata().getNamespace())))
        .filter(each -> each.getSpec() != null && each.getSpec().getSelector() != null)
        .sorted(Comparator.comparing(each -> !each.getMetadata().getNamespace().equals(own)))
        .findFirst()
        .map(PrometheusLocator::found);
  }

  private static Found found(Service service) {
    var labels = service.getMetadata().getLabels();
    var ports = Optional.ofNullable(service.getSpec().getPorts()).orElse(List.of());
    var port =
        ports.stream()
            .filter(each -> PORTS.contains(each.getName()))
            .findFirst()
            .or(() -> ports.stream().filter(each -> each.getPort() == DEFAULT_PORT).findFirst())
            .map(ServicePort::getTargetPort)
            .orElse(new IntOrString(DEFAULT_PORT));
    return new Found(
        service.getMetadata().getNamespace(),
        labels.getOrDefault("release", labels.getOrDefault("app.kubernetes.io/instance", "")),
        service.getSpec().getSelector(),
        port);
  }

  /** Where its figures are to be had at the moment. */
  Optional<Forward.Goal> goal(Found found) {
    return client
        .pods()
        .inNamespace(found.namespace())
        .withLabels(found.selector())
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(Readiness::isPodReady)
        .min(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .map(
            pod ->
                new Forward.Goal(
                    found.namespace(),
                    pod.getMetadata().getName(),
                    pod.getMetadata().getUid(),
                    port(pod, found.port())));
  }

  private static int port(Pod pod, IntOrString target) {
    if (target.getIntVal() != null) {
      return target.getIntVal();
    }
    return pod.getSpec().getContainers().stream()
        .map(Container::getPorts)
        .flatMap(List::stream)
        .filter(each -> target.getStrVal().equals(each.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .orElse(DEFAULT_PORT);
  }
}
