package dev.sallyport.transport.dial;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;

/// Where an address leads. Everything but `PUBLIC` is inside, or leads nowhere that a target could be.
///
/// By the special-purpose registries of IANA
/// ([IPv4](https://www.iana.org/assignments/iana-ipv4-special-registry/),
/// [IPv6](https://www.iana.org/assignments/iana-ipv6-special-registry/)), as of RFC 6890 and its
/// updates, and the documentation of the clouds for their metadata services. An IPv6 address that
/// carries an IPv4 address (mapped and compatible, RFC 4291 section 2.5.5; 6to4, RFC 3056; NAT64, RFC
/// 6052; ISATAP, RFC 5214) is of the kind of what it carries.
public enum AddressKind {
    PUBLIC("public"),
    LOOPBACK("this machine"),
    /// 169.254/16, fe80::/10.
    LINK_LOCAL("link-local"),
    /// Where a cloud hands out credentials to whoever asks.
    METADATA("the metadata service of a cloud"),
    /// RFC 1918, fc00::/7 (RFC 4193), fec0::/10.
    PRIVATE("a private network"),
    /// 100.64/10 (RFC 6598).
    SHARED("the carrier's shared network"),
    MULTICAST("multicast"),
    BROADCAST("broadcast"),
    /// 0/8 and ::.
    UNSPECIFIED("no address"),
    /// Documentation, benchmarks, protocol assignments, tunnels, not yet assigned.
    RESERVED("a reserved block");

    private static final Set<String> METADATA_ADDRESSES = Set.of(
            "169.254.169.254", // AWS, Azure, GCP, Oracle, …
            "169.254.170.2", // ECS
            "169.254.170.23", // EKS
            "100.100.100.200", // Alibaba
            "192.0.0.192", // Oracle classic
            "168.63.129.16", // Azure's wire server
            "fd00:ec2:0:0:0:0:0:254", // AWS
            "fd00:ec2:0:0:0:0:0:23", // EKS
            "fd20:ce:0:0:0:0:0:254", // GCP
            "fd00:42:0:0:0:0:0:42"); // Scaleway

    private final String words;

    AddressKind(String words) {
        this.words = words;
    }

    /// For an error text.
    String words() {
        return words;
    }

    public static AddressKind of(InetAddress address) {
        return of(address.getAddress());
    }

    /// @param bytes 4 or 16, in network order
    static AddressKind of(byte[] bytes) {
        if (bytes.length == 4) {
            return four(bytes, 0);
        }
        return METADATA_ADDRESSES.contains(Network.bare(bytes).getHostAddress()) ? METADATA : six(bytes);
    }

    private static AddressKind four(byte[] bytes, int at) {
        int second = bytes[at + 1] & 0xff;
        String text = (bytes[at] & 0xff) + "." + second + "." + (bytes[at + 2] & 0xff) + "." + (bytes[at + 3] & 0xff);
        if (METADATA_ADDRESSES.contains(text)) {
            return METADATA;
        }
        return switch (bytes[at] & 0xff) {
            case 0 -> UNSPECIFIED;
            case 10 -> PRIVATE;
            case 100 -> second >= 64 && second < 128 ? SHARED : PUBLIC;
            case 127 -> LOOPBACK;
            case 169 -> second == 254 ? LINK_LOCAL : PUBLIC;
            case 172 -> second >= 16 && second < 32 ? PRIVATE : PUBLIC;
            case 192 -> second == 168 ? PRIVATE : reserved(bytes, at) ? RESERVED : PUBLIC;
            case 198 -> second == 18 || second == 19 || reserved(bytes, at) ? RESERVED : PUBLIC;
            case 203 -> reserved(bytes, at) ? RESERVED : PUBLIC;
            default -> text.equals("255.255.255.255") ? BROADCAST : high(bytes[at] & 0xff);
        };
    }

    private static AddressKind high(int first) {
        return first >= 240 ? RESERVED : first >= 224 ? MULTICAST : PUBLIC;
    }

    /// Blocks of 256: protocol assignments, the three for documentation, the relays of 6to4.
    private static boolean reserved(byte[] bytes, int at) {
        int block = (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff);
        return block == 0xc00000 || block == 0xc00002 || block == 0xc05863 || block == 0xc63364 || block == 0xcb0071;
    }

    private static AddressKind six(byte[] bytes) {
        if (starts(bytes, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return lowest(bytes);
        }
        if (starts(bytes, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return four(bytes, 12);
        }
        if (starts(bytes, 0x20, 0x02)) {
            return worse(four(bytes, 2), suffix(bytes));
        }
        AddressKind block = block(bytes);
        return block == PUBLIC ? suffix(bytes) : block;
    }

    /// 0::/64: unspecified, loopback, and the old ways to write an IPv4 address, none of which a target
    /// needs.
    private static AddressKind lowest(byte[] bytes) {
        if (!starts(Arrays.copyOfRange(bytes, 8, 16), 0, 0)) {
            return RESERVED;
        }
        if (starts(Arrays.copyOfRange(bytes, 8, 15), 0, 0, 0, 0, 0, 0, 0) && (bytes[15] & 0xff) <= 1) {
            return bytes[15] == 0 ? UNSPECIFIED : LOOPBACK;
        }
        return worse(four(bytes, 12), RESERVED);
    }

    private static AddressKind block(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (first == 0xff) {
            return MULTICAST;
        }
        if (first == 0xfe && second >= 0x80) {
            return second < 0xc0 ? LINK_LOCAL : PRIVATE;
        }
        if ((first & 0xfe) == 0xfc) {
            return PRIVATE;
        }
        return (first & 0xe0) == 0x20 && !assigned(bytes) ? PUBLIC : RESERVED;
    }

    /// Teredo and the other protocol assignments (2001::/23), documentation (2001:db8::/32, 3fff::/20).
    private static boolean assigned(byte[] bytes) {
        boolean protocols = starts(bytes, 0x20, 0x01) && (bytes[2] & 0xfe) == 0;
        return protocols
                || starts(bytes, 0x20, 0x01, 0x0d, 0xb8)
                || (starts(bytes, 0x3f, 0xff) && (bytes[2] & 0xf0) == 0);
    }

    /// ISATAP: the interface identifier is 0:5efe or 200:5efe and an IPv4 address.
    private static AddressKind suffix(byte[] bytes) {
        boolean isatap = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
        return isatap ? four(bytes, 12) : PUBLIC;
    }

    private static AddressKind worse(AddressKind one, AddressKind otherwise) {
        return one == PUBLIC ? otherwise : one;
    }

    private static boolean starts(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
