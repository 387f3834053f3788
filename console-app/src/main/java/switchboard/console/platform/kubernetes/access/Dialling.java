package switchboard.console.platform.kubernetes.access;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Adds what the client's own connection lacks of what a kubeconfig may specify: proxies of each
 * kind, and the name that the server's certificate has instead of its address.
 */
final class Dialling extends OkHttpClientFactory {
  private static final String AUTHORIZATION = "Proxy-Authorization";

  private final Optional<URI> proxy;
  private final Optional<String> serverName;

  /**
   * @param proxy with its port; empty for none, whatever the machine's own settings say
   * @param serverName empty where the certificate is of the address
   */
  Dialling(Optional<URI> proxy, Optional<String> serverName) {
    this.proxy = proxy;
    this.serverName = serverName;
  }

  @Override
  protected void additionalConfig(OkHttpClient.Builder builder) {
    builder.proxy(Proxy.NO_PROXY);
    // What has been configured so far can only be asked of a client.
    var before = builder.build();
    proxy.ifPresent(each -> lead(builder, each, before.sslSocketFactory()));
    serverName.ifPresent(
        name ->
            builder
                .sslSocketFactory(
                    new Naming(before.sslSocketFactory(), name), before.x509TrustManager())
                .hostnameVerifier(
                    (host, session) -> before.hostnameVerifier().verify(name, session)));
  }

  private static void lead(OkHttpClient.Builder builder, URI through, SSLSocketFactory trusting) {
    var socks = through.getScheme().startsWith("socks");
    builder.proxy(
        new Proxy(
            socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
            InetSocketAddress.createUnresolved(through.getHost(), through.getPort())));
    if (through.getScheme().equals("https")) {
      builder.socketFactory(new Sealed(trusting));
    }
    if (through.getUserInfo() != null) {
      var parts = through.getUserInfo().split(":", 2);
      var header = Credentials.basic(parts[0], parts.length == 2 ? parts[1] : "");
      builder.proxyAuthenticator((route, refused) -> authorized(refused, header));
    }
  }

  /** Nothing more is tried when the proxy has refused it already. */
  private static Request authorized(Response refused, String header) {
    return header.equals(refused.request().header(AUTHORIZATION))
        ? null
        : refused.request().newBuilder().header(AUTHORIZATION, header).build();
  }

  /** Sockets to a proxy that speaks TLS itself, as the cluster's certificates let it. */
  private static final class Sealed extends SocketFactory {
    private final SSLSocketFactory trusting;

    Sealed(SSLSocketFactory trusting) {
      this.trusting = trusting;
    }

    @Override
    public Socket createSocket() throws IOException {
      return verifying(trusting.createSocket());
    }

    private static Socket verifying(Socket socket) {
      if (socket instanceof SSLSocket tls) {
        var parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
      }
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return verifying(trusting.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress own, int ownPort)
        throws IOException {
      return verifying(trusting.createSocket(host, port, own, ownPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return verifying(trusting.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort)
        throws IOException {
      return verifying(trusting.createSocket(host, port, own, ownPort));
    }
  }

  /** TLS with a server whose name differs from its address. */
  private static final class Naming extends SSLSocketFactory {
    private final SSLSocketFactory inner;
    private final String name;

    Naming(SSLSocketFactory inner, String name) {
      this.inner = inner;
      this.name = name;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
        throws IOException {
      return inner.createSocket(connected, name, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return inner.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return inner.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return inner.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress own, int ownPort)
        throws IOException {
      return inner.createSocket(host, port, own, ownPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return inner.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort)
        throws IOException {
      return inner.createSocket(host, port, own, ownPort);
    }
  }
}
