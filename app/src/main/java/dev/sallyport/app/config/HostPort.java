package dev.sallyport.app.config;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.app.config.shape.Scalar;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address. A host of IPv6 stands in brackets, as in RFC 3986 section 3.2.2.
@Scalar(value = "an address such as `crm.internal:5432`", pattern = "^.+:\\d{1,5}$")
public record HostPort(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,253})):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    public static HostPort parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches() || Integer.parseInt(match.group(3)) > HIGHEST_PORT) {
            throw new IllegalArgumentException("must be an address such as `crm.internal:5432`");
        }
        String host = match.group(1) != null ? match.group(1) : match.group(2);
        return new HostPort(host, Integer.parseInt(match.group(3)));
    }

    public ListenAddress listenAddress() {
        return new ListenAddress(host, port);
    }

    /// True for an address that cannot leave the machine, told from its text alone.
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
