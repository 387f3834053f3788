package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.base.InstanceEvents;
import switchboard.console.platform.kubernetes.access.Names;

/**
 * Keeps a {@link PodTracker} true to the cluster by informers, which list again and resume by
 * themselves when their connection is lost, and passes on what happened, in order, from one thread.
 */
final class PodWatcher implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PodWatcher.class);

  private static final Duration RENEWAL = Duration.ofSeconds(3);

  private final KubernetesClient client;
  private final Clock clock;
  private final PodTracker fleet = new PodTracker();
  private final ClusterEventFilter notes;
  private final InstanceEvents watched;
  private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();

  private SharedIndexInformer<Pod> pods;
  private SharedIndexInformer<Deployment> deployments;
  private SharedIndexInformer<StatefulSet> statefulSets;
  private volatile OptionalInt asked = OptionalInt.empty();
  private volatile OptionalInt askedSimulators = OptionalInt.empty();
  private volatile long inTouch = System.nanoTime();
  private volatile boolean closed;

  PodWatcher(KubernetesClient client, Clock clock, Consumer<PlatformEvent> events) {
    this.client = client;
    this.clock = clock;
    watched = new InstanceEvents("kubernetes", fleet::instances, events);
    notes = new ClusterEventFilter(clock.instant());
  }

  /** Returns when the first lists are in. */
  void start() throws InterruptedException {
    deployments = informer(client.apps().deployments());
    statefulSets = informer(client.apps().statefulSets());
    pods = informer(client.pods());
    var said = client.v1().events().inNamespace(Names.NAMESPACE).runnableInformer(0);
    deployments.addEventHandler(handler(deployment -> look()));
    statefulSets.addEventHandler(handler(set -> look()));
    pods.addEventHandler(handler(pod -> look()));
    said.addEventHandler(handler(this::hear));
    for (var informer : List.of(deployments, statefulSets, pods, said)) {
      informer.exceptionHandler(
          (started, e) -> {
            LOG.debug("A watch of the cluster is restarted", e);
            return !closed;
          });
      informers.add(informer);
      informer.run();
    }
    refresh();
  }

  /** Of the product's own. */
  private static <T extends HasMetadata, L, R extends Resource<T>> SharedIndexInformer<T> informer(
      MixedOperation<T, L, R> all) {
    return all.inNamespace(Names.NAMESPACE)
        .withLabel(Names.PART_OF, Names.PRODUCT)
        .runnableInformer(0);
  }

  private static <T> ResourceEventHandler<T> handler(Consumer<T> heard) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        heard.accept(object);
      }

      @Override
      public void onUpdate(T before, T object) {
        heard.accept(object);
      }

      @Override
      public void onDelete(T object, boolean unknown) {
        heard.accept(object);
      }
    };
  }

  PodTracker fleet() {
    return fleet;
  }

  /** Whether the cluster reports changes, or did a moment ago: it renews watches by itself. */
  boolean isInTouch() {
    if (informers.stream().allMatch(SharedIndexInformer::isWatching)) {
      inTouch = System.nanoTime();
    }
    return System.nanoTime() - inTouch < RENEWAL.toNanos();
  }

  /** Sets the desired number of replicas before the cluster reports it. */
  void expect(int backends) {
    asked = OptionalInt.of(backends);
  }

  /** Sets the desired number of simulators before the cluster reports it. */
  void expectSimulators(int count) {
    askedSimulators = OptionalInt.of(count);
  }

  /** The numbers are the cluster's again. */
  void expectAsTold() {
    asked = OptionalInt.empty();
    askedSimulators = OptionalInt.empty();
    look();
  }

  /** The desired number of replicas; 0 without a Deployment. */
  int wanted() {
    var count = asked;
    return count.isPresent() ? count.getAsInt() : replicas(Names.BACKEND).orElse(0);
  }

  /** How many gateways are wanted. */
  int wantedGateways() {
    return replicas(Names.GATEWAY).orElse(1);
  }

  private Optional<Integer> replicas(String deployment) {
    return deployments.getStore().list().stream()
        .filter(each -> each.getMetadata().getName().equals(deployment))
        .map(each -> Optional.ofNullable(each.getSpec().getReplicas()).orElse(1))
        .findFirst();
  }

  /** The desired number of simulators; 0 without a StatefulSet. */
  int wantedSimulators() {
    var count = askedSimulators;
    return count.isPresent()
        ? count.getAsInt()
        : statefulSets.getStore().list().stream()
            .filter(each -> each.getMetadata().getName().equals(Names.SIMULATOR))
            .map(each -> Optional.ofNullable(each.getSpec().getReplicas()).orElse(1))
            .findFirst()
            .orElse(0);
  }

  /** Whether the cluster is to run pods of a component. */
  boolean has(String part) {
    return Stream.of(deployments, statefulSets)
        .flatMap(each -> each.getStore().list().stream())
        .anyMatch(each -> each.getMetadata().getName().equals(part));
  }

  /** Of the StatefulSet, since the pod may just be away. */
  Optional<String> storeImage() {
    return statefulSets.getStore().list().stream()
        .filter(each -> each.getMetadata().getName().equals(Names.STORE))
        .flatMap(each -> each.getSpec().getTemplate().getSpec().getContainers().stream())
        .filter(each -> each.getName().equals(Names.STORE))
        .map(each -> each.getImage())
        .findFirst();
  }

  /** The pods as they are, those without a slot included. */
  List<PodView> pods() {
    return pods.getStore().list().stream().map(PodView::of).toList();
  }

  /** See {@link InstanceEvents#await}. */
  boolean await(Predicate<List<Instance>> wanted, Duration timeout) throws InterruptedException {
    return watched.await(wanted, timeout);
  }

  /** Returns when what is known by now is taken note of. */
  void refresh() throws InterruptedException {
    watched.followUp(this::lookNow);
  }

  private void look() {
    watched.enqueue(this::lookNow);
  }

  private void lookNow() {
    if (closed) {
      return;
    }
    var wanted = new PodTracker.Wanted(wanted(), wantedGateways(), wantedSimulators());
    watched.tell(fleet.seen(pods(), wanted, clock.instant()));
  }

  private void hear(Event event) {
    watched.enqueue(
        () ->
            notes.of(event, fleet, clock.instant()).ifPresent(note -> watched.tell(List.of(note))));
  }

  @Override
  public void close() {
    closed = true;
    informers.forEach(SharedIndexInformer::close);
    watched.close();
  }
}
