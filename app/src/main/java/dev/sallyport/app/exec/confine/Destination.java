package dev.sallyport.app.exec.confine;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;

/// One listener of the gateway: inside it has the name and the port that it has outside.
///
/// @param host a name or an address, as the certificate has it
/// @param address where it really is: looked up once, so that what is answered later changes nothing
public record Destination(String host, int port, InetSocketAddress address) {

    private static final int PATIENCE_MS = 10_000;

    /// @throws CommandFailure when the name leads nowhere
    public static Destination of(String host, int port) throws CommandFailure {
        try {
            return new Destination(host, port, new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException _) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "no address is known for the gateway's name: `" + host + "`");
        }
    }

    /// A literal address is given to the loopback device inside; a name leads to 127.0.0.1 there.
    boolean literal() {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    String inside() {
        return literal() ? address.getAddress().getHostAddress() : "127.0.0.1";
    }

    SocketChannel dial() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, PATIENCE_MS);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
