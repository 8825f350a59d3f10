package dev.sallyport.transport.http;

import java.util.Locale;
import java.util.Optional;

/// Host and port of a request (RFC 9110 section 7.2), as the agent named them.
///
/// @param host lower case, without brackets and without a dot at the end
/// @param port 1 to 65535
public record Authority(String host, int port) {

    private static final int MOST = 255;

    /// @param text `host`, `host:port`, `[v6]`, `[v6]:port`; no user information
    /// @param defaultPort where none is named
    /// @return empty when it is anything else
    public static Optional<Authority> parse(String text, int defaultPort) {
        int colon = text.startsWith("[") ? text.indexOf(':', text.indexOf(']') + 1) : text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? defaultPort : port(text.substring(colon + 1));
        Optional<String> name = host.startsWith("[") ? literal(host) : name(host);
        return port < 1 ? Optional.empty() : name.map(found -> new Authority(found, port));
    }

    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > 5) return -1;
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') return -1;
            port = port * 10 + (c - '0');
        }
        return port > 65_535 ? -1 : port;
    }

    private static Optional<String> literal(String bracketed) {
        if (!bracketed.endsWith("]") || bracketed.length() > 48) return Optional.empty();
        String inside = bracketed.substring(1, bracketed.length() - 1).toLowerCase(Locale.ROOT);
        boolean plain = !inside.isEmpty() && inside.chars().allMatch(c -> "0123456789abcdef:.".indexOf(c) >= 0);
        return plain ? Optional.of(inside) : Optional.empty();
    }

    private static Optional<String> name(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.isEmpty() || name.length() > MOST || name.startsWith(".")) return Optional.empty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!FieldSyntax.isAlphanumeric(c) && c != '-' && c != '.' && c != '_') return Optional.empty();
        }
        return name.contains("..") ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
    }

    /// As it stands in a Host field; the port is left out where it is the scheme's own.
    public String asHost(boolean secure) {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
