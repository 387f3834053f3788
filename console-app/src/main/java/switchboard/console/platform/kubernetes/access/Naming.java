package switchboard.console.platform.kubernetes.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** TLS with a server whose name differs from its address. */
final class Naming extends SSLSocketFactory {
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
