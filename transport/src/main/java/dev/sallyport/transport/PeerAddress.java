package dev.sallyport.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Who is at the other end, as it stands in the trail: `192.0.2.7:50123`, `[2001:db8:0:0:0:0:0:7]:50123`.
public final class PeerAddress {

    private PeerAddress() {}

    /// No name is looked up. Addresses of IPv6 are in brackets, so that the port can be told from them.
    ///
    /// @param remote of a channel; null when it is not connected any more
    public static String of(@Nullable SocketAddress remote) {
        String text = String.valueOf(remote);
        return remote instanceof InetSocketAddress ? text.substring(text.indexOf('/') + 1) : text;
    }
}
