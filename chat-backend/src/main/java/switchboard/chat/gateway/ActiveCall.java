package switchboard.chat.gateway;

/** A request or socket that a replica is serving at this moment. */
interface ActiveCall {
  /** Half a second has passed: end what has taken too long. */
  void tick();

  /** The replica has fallen silent: go on elsewhere, or tell the client to come again. */
  void replicaLost();
}
