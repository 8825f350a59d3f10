package dev.sallyport.transport.http;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// Looks up the addresses of a target and refuses those that must not be dialled (metadata services,
/// link-local, private, loopback) unless the configuration names them. What it answers is what is dialled:
/// a name is never looked up a second time for the same connection. Safe on every thread.
@FunctionalInterface
public interface HostNames {

    /// May block: called on a virtual thread, within the time to connect.
    ///
    /// @return at least one, in the order in which they are tried
    /// @throws IOException when there is none, or one that is refused
    List<InetAddress> lookUp(String host) throws IOException;
}
