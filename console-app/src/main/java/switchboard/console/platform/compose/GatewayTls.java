package switchboard.console.platform.compose;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import switchboard.console.platform.base.GatewayCertificate;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.tls.ServerCertificate;

/** The certificate of a launch's gateway, in a folder that gateway and simulator mount. */
final class GatewayTls {
  private static final String SWITCH = "GATEWAY_TLS";
  private static final String ON = "on";

  private GatewayTls() {}

  /**
   * Writes the certificate.
   *
   * @return the settings of compose.yaml that serve it
   */
  static Map<String, String> write(ServerCertificate certificate, Map<String, String> environment)
      throws IOException, StepFailed {
    var folder = CertificateFolder.make("gateway", environment);
    GatewayCertificate.write(certificate, folder);
    SharedFiles.makeReadable(Set.of(folder));
    var settings = new HashMap<String, String>();
    settings.put(SWITCH, ON);
    settings.put("GATEWAY_TLS_FOLDER", folder.toString());
    settings.put("SIMULATOR_SERVER_URL", "https://gateway");
    settings.put("HSTS", Boolean.toString(certificate.operators()));
    return settings;
  }

  /** Whether a gateway with these variables serves HTTPS. */
  static boolean isServedBy(Map<String, String> gateway) {
    return ON.equals(gateway.get(SWITCH));
  }
}
