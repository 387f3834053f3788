package switchboard.chat.gateway;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import switchboard.chat.Replica;
import switchboard.chat.management.Program;
import switchboard.chat.testing.StoreServer;

/** At a replica itself. */
class HttpOfReplicaTest extends HttpContract {
  private StoreServer store;
  private Replica replica;
  private int port;

  @BeforeAll
  void start() {
    store = StoreServer.start();
    replica = replica(store);
    port = Program.await(replica.start());
  }

  @AfterAll
  void stop() {
    Program.await(replica.stop());
    store.close();
  }

  @Override
  int port() {
    return port;
  }
}
