package dev.sallyport.transport.dial;

import java.net.UnknownHostException;

/// A host that the gateway does not dial. Its message says why and may be told to the agent: it holds
/// the host that was asked for and no address that was found, for an address inside is nobody's
/// business.
public final class RefusedAddress extends UnknownHostException {

    private static final int SHOWN = 100;

    RefusedAddress(String why, String host) {
        super(why + " `" + shown(host) + "`");
    }

    private static String shown(String host) {
        String start = host.length() > SHOWN ? host.substring(0, SHOWN) + "…" : host;
        return start.replaceAll("[^ -~…]|`", "?");
    }
}
