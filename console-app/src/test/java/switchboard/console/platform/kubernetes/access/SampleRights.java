package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.function.Predicate;

/** A cluster's responses to permission checks. */
public final class SampleRights {
  private SampleRights() {}

  /** From now on the cluster allows this much. */
  public static void allow(KubernetesMockServer server, Predicate<Right> allowed) {
    server
        .expect()
        .post()
        .withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        .andReply(
            HttpURLConnection.HTTP_CREATED,
            request ->
                new SelfSubjectAccessReviewBuilder()
                    .withNewStatus()
                    .withAllowed(allowed.test(asked(request.getBody().readUtf8())))
                    .endStatus()
                    .build())
        .always();
  }

  private static Right asked(String body) {
    var asked =
        Serialization.unmarshal(body, SelfSubjectAccessReview.class)
            .getSpec()
            .getResourceAttributes();
    var subresource = asked.getSubresource() == null ? "" : asked.getSubresource();
    return new Right(asked.getVerb(), asked.getGroup(), asked.getResource(), subresource);
  }
}
