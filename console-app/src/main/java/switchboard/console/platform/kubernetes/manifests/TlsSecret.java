package switchboard.console.platform.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.ClusterFailures;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.tls.ServerCertificate;

/**
 * A Secret with a certificate, the gateway's or the store's. It is there before what serves it
 * starts.
 */
public final class TlsSecret {
  private static final String TYPE = "kubernetes.io/tls";

  private final KubernetesClient client;
  private final String context;
  private final String name;

  /**
   * @param name of the Secret
   */
  public TlsSecret(KubernetesClient client, String context, String name) {
    this.client = client;
    this.context = context;
    this.name = name;
  }

  /**
   * Makes the Secret of a launch, or deletes that of an earlier one. One that somebody else made
   * stays, and is served by a launch without a certificate.
   *
   * @return whether there is one now
   * @throws StepFailed when somebody else's is in the way of a certificate
   */
  public boolean ensure(Optional<ServerCertificate> certificate) throws StepFailed {
    try {
      var there = Optional.ofNullable(secret().get());
      if (there.filter(each -> !Names.isOwn(each)).isPresent()) {
        refuse(certificate);
        return true;
      }
      if (there.isPresent()) {
        secret().delete();
      }
      certificate.ifPresent(served -> client.resource(of(served)).create());
      return certificate.isPresent();
    } catch (KubernetesClientException e) {
      throw ClusterFailures.explain(context, "creating the secret " + name, e);
    }
  }

  private void refuse(Optional<ServerCertificate> certificate) throws StepFailed {
    if (certificate.isPresent()) {
      throw new StepFailed(
          "Secret %s in namespace %s, made by somebody else, would be in the way"
              .formatted(name, Names.NAMESPACE),
          "Launch without a certificate to serve that one, or delete it.",
          "It has no label " + Names.PART_OF + "=" + Names.PRODUCT + ".");
    }
  }

  private Resource<Secret> secret() {
    return client.secrets().inNamespace(Names.NAMESPACE).withName(name);
  }

  private Secret of(ServerCertificate certificate) {
    return new SecretBuilder()
        .withType(TYPE)
        .withNewMetadata()
        .withName(name)
        .withNamespace(Names.NAMESPACE)
        .withLabels(Map.of(Names.PART_OF, Names.PRODUCT))
        .endMetadata()
        .withStringData(
            Map.of(
                "tls.crt", certificate.chain(),
                "tls.key", certificate.key(),
                "ca.crt", certificate.trusted()))
        .build();
  }

  /**
   * Has the store serve TLS, and replicas reach it so.
   *
   * @param objects that a launch applies
   */
  public static void encryptStore(List<GenericKubernetesResource> objects) {
    Manifests.set(objects, "StatefulSet", Names.STORE, "STORE_SCHEME", "rediss");
    Manifests.set(objects, "Deployment", Names.BACKEND, "STORE_SCHEME", "rediss");
  }

  /**
   * Has the simulators come by HTTPS.
   *
   * @param objects that a launch applies
   * @param operators whether browsers are told to insist on HTTPS
   */
  public static void serve(List<GenericKubernetesResource> objects, boolean operators) {
    Manifests.set(objects, "StatefulSet", Names.SIMULATOR, "SERVER_URL", "https://gateway");
    Manifests.set(objects, "Deployment", Names.GATEWAY, "HSTS", Boolean.toString(operators));
  }
}
