package switchboard.console.platform.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Limits;
import switchboard.console.platform.base.LimitRollout;
import switchboard.console.platform.local.cgroup.CgroupLimits;

/** The limits of one replica, which the kernel changes while it runs, but for those of its heap. */
final class ReplicaLimits implements LimitRollout.Target {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(1);

  private final Supervisor replica;
  private final CgroupLimits confinement;
  private final Duration stopGrace;

  ReplicaLimits(Supervisor replica, CgroupLimits confinement, Duration stopGrace) {
    this.replica = replica;
    this.confinement = confinement;
    this.stopGrace = stopGrace;
  }

  @Override
  public String name() {
    return replica.instance().name();
  }

  @Override
  public Optional<Limits> limits() {
    return confinement.limits(name());
  }

  @Override
  public boolean takes(Limits wanted) {
    return confinement.appliesWhileRunning(name(), wanted)
        || replica.instance().state() == State.STOPPED;
  }

  @Override
  public void limit(Limits wanted) throws IOException {
    confinement.set(name(), Optional.of(wanted));
    replica.limitTo(wanted);
  }

  @Override
  public void restart(Optional<Limits> wanted) throws IOException, InterruptedException {
    replica.stop(stopGrace);
    confinement.set(name(), wanted);
    replica.startAgain();
  }

  @Override
  public Optional<String> awaitReady(Consumer<String> report) throws InterruptedException {
    if (replica.awaitReady(READY_TIMEOUT)) {
      return Optional.empty();
    }
    var instance = replica.instance();
    return Optional.of(
        instance.state() == State.RESTARTING
            ? "it ended: " + instance.lastExit().orElseThrow().reason()
            : "it was not ready within " + READY_TIMEOUT.toSeconds() + " s");
  }

  @Override
  public String logTail() {
    return replica.logTail();
  }
}
