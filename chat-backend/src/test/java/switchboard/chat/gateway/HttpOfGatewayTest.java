package switchboard.chat.gateway;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import switchboard.chat.Replica;
import switchboard.chat.gateway.replicas.Address;
import switchboard.chat.gateway.replicas.Endpoint;
import switchboard.chat.management.Program;
import switchboard.chat.testing.StoreServer;

/** Through the gateway of our own. */
class HttpOfGatewayTest extends HttpContract {
  private StoreServer store;
  private Replica replica;
  private RunningGateway gateway;

  @BeforeAll
  void start() {
    store = StoreServer.start();
    replica = replica(store);
    var address = new Address("127.0.0.1", Program.await(replica.start()));
    gateway = new RunningGateway(new Endpoint("backend-1", address));
    gateway.awaitState("backend-1", "up");
  }

  @AfterAll
  void stop() {
    gateway.close();
    Program.await(replica.stop());
    store.close();
  }

  @Override
  int port() {
    return gateway.port();
  }
}
