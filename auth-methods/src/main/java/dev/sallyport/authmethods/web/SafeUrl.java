package dev.sallyport.authmethods.web;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which URLs keys may come from: HTTPS, or plain HTTP on this very machine, where nobody is in between.
public final class SafeUrl {

    /// Literal addresses and the one name that RFC 6761 §6.3 keeps on this machine; nothing is resolved.
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private SafeUrl() {}

    /// What is wrong with it; empty when nothing is.
    public static String problemOf(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException _) {
            return "not a URL";
        }
        if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            return "write a URL with a host and without user or fragment";
        }
        return safeScheme(url) ? "" : "use https (plain http only for a loopback host, in development)";
    }

    public static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean safeScheme(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                || ("http".equalsIgnoreCase(url.getScheme()) && isLoopback(url.getHost()));
    }
}
