package switchboard.chat.gateway.replicas;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A replica as the gateway sees it: whether it may be chosen, and what it is serving. Confined to
 * the event loop.
 */
public final class Upstream {
  private final Endpoint member;
  private final Set<ActiveCall> requests = new LinkedHashSet<>();
  private final Set<ActiveCall> sockets = new LinkedHashSet<>();
  private boolean up;
  private boolean draining;
  private boolean owes;
  private boolean heard;

  /** A replica starts as not up: the first probe that it answers lets it in. */
  Upstream(Endpoint member) {
    this.member = member;
  }

  Endpoint member() {
    return member;
  }

  String name() {
    return member.name();
  }

  public Address address() {
    return member.address();
  }

  /**
   * A call to it. Vert.x wants an authority even where the address is a socket in the file system,
   * and replicas on loopback want a local one.
   */
  public RequestOptions call(HttpMethod method, String target) {
    return new RequestOptions()
        .setMethod(method)
        .setServer(address().socket())
        .setHost(authority())
        .setPort(80)
        .setURI(target);
  }

  /** Its name in the Host header. */
  public String authority() {
    return name() + ".localhost";
  }

  /** Whether new requests and sockets may go to it. */
  boolean available() {
    return up && !draining;
  }

  boolean up() {
    return up;
  }

  void up(boolean value) {
    up = value;
  }

  boolean draining() {
    return draining;
  }

  void draining(boolean value) {
    draining = value;
  }

  int count(CallKind load) {
    return serving(load).size();
  }

  boolean idle() {
    return requests.isEmpty() && sockets.isEmpty();
  }

  public void began(CallKind load, ActiveCall call) {
    serving(load).add(call);
  }

  public void ended(CallKind load, ActiveCall call) {
    serving(load).remove(call);
  }

  /** A copy of the calls that it is serving, which stays valid while calls end. */
  List<ActiveCall> running(CallKind load) {
    return List.copyOf(serving(load));
  }

  private Set<ActiveCall> serving(CallKind load) {
    return switch (load) {
      case REQUESTS -> requests;
      case SOCKETS -> sockets;
    };
  }

  /** Records that something was sent to it that a running replica answers. */
  public void asked() {
    owes = true;
  }

  /** Records that bytes came from it: it is alive. */
  public void heard() {
    heard = true;
    owes = false;
  }

  /**
   * Whether nothing was received since the last call although an answer is owed. Called at a fixed
   * pace, so that no clock is read for each request.
   */
  boolean wasSilent() {
    var silent = !heard && (owes || !requests.isEmpty());
    heard = false;
    return silent;
  }

  @Override
  public String toString() {
    return name();
  }
}
