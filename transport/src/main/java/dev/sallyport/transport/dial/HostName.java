package dev.sallyport.transport.dial;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a host as it stands in a URL, in one spelling only. Resolvers read `127.1`, `0x7f.0.0.1`,
/// `017700000001` and `2130706433` as addresses; here they are nothing.
final class HostName {

    private static final int LONGEST = 253;
    private static final Pattern QUAD = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    private static final Pattern SIX = Pattern.compile("[0-9a-f:]{2,39}|[0-9a-f:]{2,30}(?<=:)" + QUAD);

    /// RFC 1123 section 2.1; the underscore is not in it, but in names that exist.
    private static final Pattern NAME = Pattern.compile(
            "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*" + "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");

    /// [WHATWG URL, section 3.5](https://url.spec.whatwg.org/#ends-in-a-number-checker): such a host is
    /// an address or an error.
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    private static final Set<String> METADATA_NAMES = Set.of(
            "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal");

    private HostName() {}

    /// Lower case, without brackets and without the dot of the root.
    ///
    /// @throws RefusedAddress when it is neither a name nor an address in its usual spelling, or the
    ///     name of a metadata service
    static String canonical(String host) throws RefusedAddress {
        String name = unbracketed(host).toLowerCase(Locale.ROOT);
        if (literal(name).isPresent()) {
            return name;
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            throw new RefusedAddress("not a host name; write names of other alphabets in their ASCII form", host);
        }
        if (ENDS_IN_A_NUMBER.matcher(name).matches()) {
            throw new RefusedAddress("an unusual spelling of an address; write four decimal numbers", host);
        }
        if (METADATA_NAMES.contains(name)) {
            throw new RefusedAddress("the name of the metadata service of a cloud", host);
        }
        return name;
    }

    private static String unbracketed(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]") && host.indexOf(':') > 0;
        return bracketed ? host.substring(1, host.length() - 1) : host;
    }

    /// The address that a host is, when it is one in its usual spelling; an IPv6 address without zone.
    static Optional<InetAddress> literal(String host) {
        try {
            if (QUAD.matcher(host).matches()) {
                return Optional.of(Inet4Address.ofLiteral(host));
            }
            // an IPv4 address in the clothes of an IPv6 one (::ffff:0:0/96) comes back undressed
            return SIX.matcher(host).matches() && Inet6Address.ofLiteral(host) instanceof Inet6Address six
                    ? Optional.of(six)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
