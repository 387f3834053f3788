package switchboard.chat.gateway.replicas;

/** A request or socket that a replica is serving at this moment. */
public interface ActiveCall {
  /** Called every {@link Health#TICK}: ends the call if it has taken too long. */
  void tick();

  /**
   * Called when the replica has fallen silent: retries elsewhere, or asks the client to come again.
   */
  void replicaLost();
}
