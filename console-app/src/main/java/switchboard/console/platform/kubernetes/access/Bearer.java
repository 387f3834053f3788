package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import switchboard.console.platform.base.StepFailed;

/** Sends the current token; a refused one is replaced by another, if there is one. */
final class Bearer implements Interceptor {
  private static final String HEADER = "Authorization";

  private final Credentials credentials;
  private volatile Optional<String> sent = Optional.empty();

  Bearer(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public void before(BasicBuilder headers, HttpRequest request, RequestTags tags) {
    sent = token();
    sent.ifPresent(token -> headers.setHeader(HEADER, "Bearer " + token));
  }

  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder headers, HttpResponse<?> response, RequestTags tags) {
    if (response.code() != HttpURLConnection.HTTP_UNAUTHORIZED) {
      return CompletableFuture.completedFuture(false);
    }
    var before = sent;
    // It may take as long as a command does, on a thread that others wait for.
    return CompletableFuture.supplyAsync(
        () -> {
          before.ifPresent(credentials::refused);
          sent = token();
          sent.ifPresent(token -> headers.setHeader(HEADER, "Bearer " + token));
          return sent.isPresent() && !sent.equals(before);
        },
        Thread::startVirtualThread);
  }

  private Optional<String> token() {
    try {
      return credentials.token();
    } catch (StepFailed e) {
      throw new KubernetesClientException(e.getMessage(), e);
    }
  }
}
