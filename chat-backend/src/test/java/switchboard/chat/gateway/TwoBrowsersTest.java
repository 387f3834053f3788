package switchboard.chat.gateway;

import java.net.URI;
import java.util.Map;
import switchboard.chat.StoreServer;

/** On replicas of this machine, behind the gateway of our own. */
class TwoBrowsersTest extends TwoBrowsersContract {
  private Map<String, ChildReplica> replicas;
  private RunningGateway gateway;

  @Override
  void startSystem() {
    StoreServer store = opened(StoreServer.start());
    replicas =
        Map.of(
            "backend-1", opened(new ChildReplica("backend-1", store.replicaAddress()).start()),
            "backend-2", opened(new ChildReplica("backend-2", store.replicaAddress()).start()));
    gateway =
        opened(
            new RunningGateway(
                replicas.values().stream().map(ChildReplica::member).toArray(Member[]::new)));
    replicas.keySet().forEach(name -> gateway.awaitState(name, "up"));
  }

  @Override
  URI gateway() {
    return URI.create("http://127.0.0.1:" + gateway.port());
  }

  @Override
  void kill(String replica) {
    replicas.get(replica).kill();
  }
}
