package switchboard.simulator.swarm;

import switchboard.simulator.measure.Failure;

/** The kinds of requests that users make. */
enum Operation {
  LOGIN("POST", "/api/session"),
  READ("GET", "/api/messages"),
  POST("POST", "/api/messages"),
  JOIN("GET", "/ws"),
  SEND(Failure.SEND, "/ws");

  private final String method;
  private final String route;

  Operation(String method, String route) {
    this.method = method;
    this.route = route;
  }

  String method() {
    return method;
  }

  String route() {
    return route;
  }
}
