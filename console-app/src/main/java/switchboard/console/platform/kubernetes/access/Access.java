package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import switchboard.console.platform.base.StepFailed;

/**
 * The connection settings for the cluster of one context, and of no other.
 *
 * @param kubeconfig of that context alone
 * @param server its address, whole
 * @param proxy on the way, if there is one
 * @param credentials where they may change meanwhile
 */
record Access(
    Kubeconfig kubeconfig, URI server, Optional<URI> proxy, Optional<Credentials> credentials) {
  private static final String AUTHORITY = "certificate-authority";
  private static final List<String> CREDENTIAL_FILES = List.of("client-certificate", "client-key");

  /** What the client does not know, or would do in its own way. */
  private static final List<String> BEYOND_THE_CLIENT =
      List.of("exec", "tokenFile", "as", "as-uid", "as-groups", "as-user-extra", "extensions");

  /**
   * Finds it, without dialling.
   *
   * @param kubeconfig of that context alone
   * @throws StepFailed says what of it cannot be used
   */
  static Access of(
      Kubeconfig kubeconfig, Optional<Credentials> credentials, Map<String, String> environment)
      throws StepFailed {
    var context = kubeconfig.currentContext();
    var cluster =
        kubeconfig
            .clusterOf(context)
            .filter(each -> each.containsKey("server"))
            .orElseThrow(
                () ->
                    new StepFailed(
                        "the context '%s' cannot be used: its cluster '%s' has no server"
                            .formatted(context, kubeconfig.nameIn(context, "cluster")),
                        "Fix the kubeconfig (kubectl config set-cluster), or choose another.",
                        ""));
    see(cluster, List.of(AUTHORITY));
    see(kubeconfig.userOf(context), CREDENTIAL_FILES);
    var server = server(cluster, kubeconfig.userOf(context));
    return new Access(
        kubeconfig, server, Proxies.between(cluster, server, environment), credentials);
  }

  /** Without a scheme it is that which the certificates are for; likewise to kubectl. */
  private static URI server(Map<String, Object> cluster, Map<String, Object> user)
      throws StepFailed {
    var said = String.valueOf(cluster.get("server"));
    var certified =
        Stream.of(AUTHORITY, AUTHORITY + "-data", "insecure-skip-tls-verify")
                .anyMatch(cluster::containsKey)
            || Stream.of("client-certificate", "client-certificate-data")
                .anyMatch(user::containsKey);
    var whole = said.contains("://") ? said : (certified ? "https://" : "http://") + said;
    try {
      var server = URI.create(whole);
      if (server.getHost() != null && List.of("http", "https").contains(server.getScheme())) {
        return server;
      }
    } catch (IllegalArgumentException e) {
      throw noAddress(said, e.getMessage());
    }
    throw noAddress(said, "");
  }

  private static StepFailed noAddress(String said, String details) {
    return new StepFailed(
        "the server '" + said + "' of the kubeconfig is not a valid address",
        "Expected is an address such as https://cluster.example.org:6443.",
        details);
  }

  /** Certificates are read when the client is made; here it is said which one cannot be. */
  private static void see(Map<String, Object> entry, List<String> fields) throws StepFailed {
    for (var field : fields) {
      if (entry.get(field) instanceof String path
          && !entry.containsKey(field + "-data")
          && !Files.isReadable(Path.of(path))) {
        throw new StepFailed(
            "%s of the kubeconfig, %s, cannot be read: %s"
                .formatted(
                    field,
                    path,
                    Files.exists(Path.of(path)) ? "this user may not" : "there is no such file"),
            "Fix the kubeconfig, or log in to the cluster again.",
            "");
      }
    }
  }

  String context() {
    return kubeconfig.currentContext();
  }

  /**
   * A client of that cluster, which has not been dialled yet; its credentials have been got.
   *
   * @param timeouts what more is to be set
   */
  KubernetesClient client(Consumer<Config> timeouts) throws StepFailed {
    var config = config();
    timeouts.accept(config);
    var builder =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientFactory(new Dialling(proxy, serverName()));
    credentials.ifPresent(
        each ->
            builder.withHttpClientBuilderConsumer(
                http ->
                    http.addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, new Bearer(each))));
    try {
      return builder.build();
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private Optional<String> serverName() {
    return kubeconfig
        .clusterOf(context())
        .map(each -> each.get("tls-server-name"))
        .map(String::valueOf);
  }

  private Config config() throws StepFailed {
    var user = kubeconfig.userOf(context());
    try {
      var config = Config.fromKubeconfig(forTheClient().yaml());
      config.setMasterUrl(server.toString());
      config.setImpersonateUsername((String) user.get("as"));
      config.setImpersonateGroups(Yaml.texts(user, "as-groups").toArray(String[]::new));
      config.setImpersonateExtras(extras(user));
      if (user.get("as-uid") instanceof String uid) {
        config.setCustomHeaders(Map.of("Impersonate-Uid", uid));
      }
      if (credentials.isPresent()) {
        credentials.get().token();
        credentials
            .get()
            .certificate()
            .ifPresent(
                certificate -> {
                  config.setClientCertData(certificate.chain());
                  config.setClientKeyData(certificate.key());
                });
      }
      return config;
    } catch (KubernetesClientException e) {
      throw unusable(e);
    }
  }

  /** The rest of it is done by {@link Dialling} and {@link Bearer}. */
  private Kubeconfig forTheClient() {
    var cluster = Yaml.copy(kubeconfig.clusterOf(context()).orElseThrow());
    List.of("proxy-url", "tls-server-name", "extensions").forEach(cluster::remove);
    var user = Yaml.copy(kubeconfig.userOf(context()));
    BEYOND_THE_CLIENT.forEach(user::remove);
    return new Kubeconfig(
        context(),
        kubeconfig.contexts(),
        Map.of(kubeconfig.nameIn(context(), "cluster"), cluster),
        Map.of(kubeconfig.nameIn(context(), "user"), user));
  }

  private static Map<String, List<String>> extras(Map<String, Object> user) {
    var extras = new LinkedHashMap<String, List<String>>();
    var given = Yaml.map(user, "as-user-extra");
    given.keySet().forEach(name -> extras.put(name, Yaml.texts(given, name)));
    return extras;
  }

  private StepFailed unusable(RuntimeException e) {
    return new StepFailed(
        "the context '" + context() + "' cannot be used: " + ClusterFailures.root(e),
        "Check that kubectl --context " + context() + " get nodes works in a terminal.",
        e.toString());
  }
}
