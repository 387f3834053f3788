package switchboard.console.tls;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates with the extensions of RFC 5280 that systems demand: macOS an extended key
 * usage, OpenSSL when it is strict the key identifiers. Keys are on the curve P-256.
 */
final class Issuer {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Of RFC 5280 at most 20 octets, and positive. */
  private static final int SERIAL_BITS = 127;

  /** Clocks of the machines of a cluster differ. */
  private static final Duration BEFORE = Duration.ofMinutes(5);

  /**
   * What an authority is for, and the names and networks (address and mask) that it may vouch for:
   * whoever trusts it must not have to trust it with the rest of the Internet.
   */
  record Purpose(String authority, String server, List<String> names, List<String> networks) {
    /** Reached by loopback, and by the networks of RFC 1918. */
    static final Purpose GATEWAY =
        new Purpose(
            "Switchboard local authority",
            "Switchboard gateway",
            List.of(
                "localhost",
                "gateway",
                "gateway.chat-app",
                "gateway.chat-app.svc",
                "gateway.chat-app.svc.cluster.local"),
            List.of(
                "127.0.0.0/255.0.0.0",
                "10.0.0.0/255.0.0.0",
                "172.16.0.0/255.240.0.0",
                "192.168.0.0/255.255.0.0",
                "::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));

    /** Reached by its names in Compose and in a cluster, and by loopback in its own container. */
    static final Purpose STORE =
        new Purpose(
            "Switchboard store authority",
            "Switchboard store",
            List.of(
                "localhost",
                "store",
                "store.chat-app",
                "store.chat-app.svc",
                "store.chat-app.svc.cluster.local"),
            List.of("127.0.0.0/255.0.0.0"));

    Purpose {
      names = List.copyOf(names);
      networks = List.copyOf(networks);
    }

    private static X500Name named(String name) {
      return new X500Name("CN=" + name);
    }

    private NameConstraints constraints() {
      var byName = names.stream().map(each -> new GeneralName(GeneralName.dNSName, each));
      var byNetwork = networks.stream().map(each -> new GeneralName(GeneralName.iPAddress, each));
      return new NameConstraints(
          Stream.concat(byName, byNetwork).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new),
          null);
    }
  }

  private Issuer() {}

  /** Whether the authority of a gateway may vouch for an IP address. */
  static boolean isPermitted(InetAddress address) {
    return address.isLoopbackAddress()
        || (address.isSiteLocalAddress() && address.getAddress().length == 4);
  }

  /** An authority for servers, and for the names and networks of its purpose only. */
  static HeldCertificate authority(Purpose purpose, Instant now, Duration valid)
      throws GeneralSecurityException {
    var keys = keys();
    var builder =
        new JcaX509v3CertificateBuilder(
            Purpose.named(purpose.authority()),
            serial(),
            date(now.minus(BEFORE)),
            date(now.plus(valid)),
            Purpose.named(purpose.authority()),
            keys.getPublic());
    try {
      var extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(keys.getPublic()))
          .addExtension(Extension.nameConstraints, true, purpose.constraints());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
    return signed(builder, keys, keys);
  }

  /**
   * A server's certificate.
   *
   * @param names host names and IP addresses
   */
  static HeldCertificate server(
      Purpose purpose,
      HeldCertificate authority,
      Collection<String> names,
      Instant now,
      Duration valid)
      throws GeneralSecurityException {
    var keys = keys();
    var builder =
        new JcaX509v3CertificateBuilder(
            authority.certificate(),
            serial(),
            date(now.minus(BEFORE)),
            date(now.plus(valid)),
            Purpose.named(purpose.server()),
            keys.getPublic());
    try {
      var extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(keys.getPublic()))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(authority.certificate().getPublicKey()))
          .addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(names.stream().map(Issuer::name).toArray(GeneralName[]::new)));
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
    return signed(builder, keys, authority.keyPair());
  }

  private static GeneralName name(String name) {
    var isAddress = Hosts.isAddress(name);
    return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static HeldCertificate signed(X509v3CertificateBuilder builder, KeyPair of, KeyPair by)
      throws GeneralSecurityException {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate());
      var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new HeldCertificate(of, certificate);
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  /** Random: Firefox refuses a second certificate of an authority with the number of the first. */
  private static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
  }

  private static Date date(Instant at) {
    return Date.from(at);
  }
}
