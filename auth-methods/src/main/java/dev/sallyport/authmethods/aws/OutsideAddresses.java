package dev.sallyport.authmethods.aws;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/// Looks a name up and gives only addresses of the public Internet, so that no answer of a name server, and no second
/// answer, leads a request to this machine, the metadata service or the inner network. What it gives is what is
/// dialled.
///
/// Fails when one of several addresses is inside: an honest STS has none.
final class OutsideAddresses implements DnsResolver {

    private final DnsResolver names;

    OutsideAddresses(DnsResolver names) {
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        for (InetAddress address : addresses) {
            if (!isOutside(address)) {
                throw new InsideAddress(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    static boolean isOutside(InetAddress address) {
        byte[] bytes = address.getAddress();
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && (address instanceof Inet4Address
                        ? isOutside(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff)
                        : isGlobal(bytes));
    }

    /// [The special-purpose blocks](https://www.iana.org/assignments/iana-ipv4-special-registry/) that `InetAddress`
    /// does not know: this network, carrier NAT, protocol assignments, benchmarks, reserved.
    private static boolean isOutside(int first, int second, int third) {
        return switch (first) {
            case 0 -> false;
            case 100 -> second < 64 || second > 127;
            case 192 -> second != 0 || third != 0;
            case 198 -> second != 18 && second != 19;
            default -> first < 240;
        };
    }

    /// RFC 4291 section 2.4: 2000::/3, without Teredo (2001::/32) and 6to4 (2002::/16), which carry IPv4 addresses.
    private static boolean isGlobal(byte[] bytes) {
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        return (bytes[0] & 0xe0) == 0x20 && !teredo && !sixToFour;
    }

    /// Its message is safe to tell.
    static final class InsideAddress extends UnknownHostException {
        InsideAddress(String host) {
            super("the name leads to an address inside, such as a private one; set `endpoint` for a VPC endpoint `"
                    + host + "`");
        }
    }
}
