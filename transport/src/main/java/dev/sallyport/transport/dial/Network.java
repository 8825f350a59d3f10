package dev.sallyport.transport.dial;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// A block of addresses such as `10.0.0.0/8` (RFC 4632), or one address.
///
/// @param first its first address
/// @param length bits that all of its addresses share with it
record Network(InetAddress first, int length) {

    /// @throws IllegalArgumentException when it is not written as its first address and a length, or
    ///     spans more than one kind of address: nobody opens a whole Internet by a short mask
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = literal(text.substring(0, slash), text);
        int bits = first.getAddress().length * 8;
        int length = length(text.substring(slash + 1), bits, text);
        byte[] last = first.getAddress();
        for (int bit = length; bit < bits; bit++) {
            if ((last[bit >> 3] & 0x80 >> (bit & 7)) != 0) {
                throw new IllegalArgumentException(
                        "a network is written as its first address and a length `" + text + "`");
            }
            last[bit >> 3] |= (byte) (0x80 >> (bit & 7));
        }
        if (AddressKind.of(first) != AddressKind.of(last)) {
            throw new IllegalArgumentException(
                    "the network spans several kinds of addresses; name smaller ones `" + text + "`");
        }
        return new Network(first, length);
    }

    private static InetAddress literal(String address, String text) {
        Optional<InetAddress> literal = HostName.literal(address);
        return literal.orElseThrow(
                () -> new IllegalArgumentException("not a network such as 10.0.0.0/8 `" + text + "`"));
    }

    private static int length(String digits, int bits, String text) {
        if (digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= bits) {
            return Integer.parseInt(digits);
        }
        throw new IllegalArgumentException("the length of a network is 0 to " + bits + " bits `" + text + "`");
    }

    boolean contains(InetAddress address) {
        byte[] theirs = address.getAddress();
        byte[] ours = first.getAddress();
        int whole = length >> 3;
        if (theirs.length != ours.length || !Arrays.equals(theirs, 0, whole, ours, 0, whole)) {
            return false;
        }
        int rest = length & 7;
        return rest == 0 || ((theirs[whole] ^ ours[whole]) & 0xff00 >> rest & 0xff) == 0;
    }

    /// A copy without the name it was looked up by and without zone, so that nothing later asks for
    /// either again.
    static InetAddress bare(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }
}
