package dev.sallyport.app.ca;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/// Hosts in the words of X.509: as who a certificate is for (RFC 5280 section 4.2.1.6), and as whom an authority may
/// speak for (section 4.2.1.10).
final class Names {

    private static final int[] ADDRESS_BYTES = {4, 16};

    private Names() {}

    static GeneralNames subject(String host) {
        return new GeneralNames(
                isAddress(host)
                        ? new GeneralName(GeneralName.iPAddress, host)
                        : new GeneralName(GeneralName.dNSName, host));
    }

    /// These hosts and what lies below their names. Of addresses these alone: where there are none, none at all.
    static NameConstraints only(Collection<String> hosts) {
        List<GeneralSubtree> permitted = new ArrayList<>();
        for (String host : new TreeSet<>(hosts)) permitted.add(subtree(host));
        List<GeneralSubtree> excluded = new ArrayList<>();
        for (int bytes : ADDRESS_BYTES) {
            if (hosts.stream().noneMatch(host -> isAddress(host) && address(host).length == bytes))
                excluded.add(new GeneralSubtree(block(new byte[bytes], (byte) 0)));
        }
        return new NameConstraints(
                permitted.toArray(GeneralSubtree[]::new),
                excluded.isEmpty() ? null : excluded.toArray(GeneralSubtree[]::new));
    }

    private static GeneralSubtree subtree(String host) {
        return new GeneralSubtree(
                isAddress(host) ? block(address(host), (byte) 0xff) : new GeneralName(GeneralName.dNSName, host));
    }

    /// An address and its mask.
    private static GeneralName block(byte[] address, byte mask) {
        byte[] both = Arrays.copyOf(address, address.length * 2);
        Arrays.fill(both, address.length, both.length, mask);
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(both));
    }

    static boolean speaksForOnly(X509Certificate authority, Collection<String> hosts) {
        byte[] extension = authority.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) return false;
        NameConstraints found = NameConstraints.getInstance(
                ASN1OctetString.getInstance(extension).getOctets());
        return found.equals(only(hosts).toASN1Primitive());
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    private static byte[] address(String host) {
        return InetAddress.ofLiteral(host).getAddress();
    }
}
