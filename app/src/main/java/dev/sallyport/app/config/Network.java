package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses that begin alike (RFC 4632 section 3.1, RFC 4291 section 2.3). Never looks a name up.
///
/// @param address with zeros behind the prefix
/// @param prefix in bits
@Scalar(value = "a network such as `10.0.0.0/8`", pattern = "^[0-9A-Fa-f:.]+/\\d{1,3}$")
public record Network(InetAddress address, int prefix) {

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]{2,45})/(\\d{1,3})");

    public static Network parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) throw malformed();
        InetAddress address = literal(match.group(1));
        int prefix = Integer.parseInt(match.group(2));
        if (prefix > address.getAddress().length * Byte.SIZE) throw malformed();
        Network network = new Network(address, prefix);
        if (!network.isCanonical()) {
            throw new IllegalArgumentException("has bits set behind its prefix, begin with the first address");
        }
        return network;
    }

    /// One address alone.
    public static Network of(InetAddress one) {
        return new Network(one, one.getAddress().length * Byte.SIZE);
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private boolean isCanonical() {
        byte[] bytes = address.getAddress();
        for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
            if ((bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) != 0) return false;
        }
        return true;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("must be a network such as `10.0.0.0/8`");
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
