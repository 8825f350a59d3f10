package dev.sallyport.transport.dial;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Asks for a name's addresses.
@FunctionalInterface
public interface NameLookup {

    /// The system's resolver.
    NameLookup SYSTEM = InetAddress::getAllByName;

    /// All of them. May block; is called on a virtual thread.
    ///
    /// @param host canonical: lower case, ASCII, no literal address
    InetAddress[] find(String host) throws UnknownHostException;
}
