package dev.sallyport.authmethods.dpop;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares addresses of requests as RFC 9449 §4.3 asks for: without query and fragment, normalised by syntax and
/// scheme (RFC 3986 §6.2.2 and §6.2.3).
final class RequestAddress {

    private static final Pattern ESCAPE = Pattern.compile("%(\\p{XDigit}{2})");
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80);

    private RequestAddress() {}

    /// False when either is no absolute address with a host.
    static boolean same(String one, String other) {
        String normal = normal(one);
        return !normal.isEmpty() && normal.equals(normal(other));
    }

    private static String normal(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
                return "";
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port(scheme, uri.getPort()) + path(uri);
        } catch (URISyntaxException _) {
            return "";
        }
    }

    private static String port(String scheme, int port) {
        return port == -1 || Integer.valueOf(port).equals(DEFAULT_PORTS.get(scheme)) ? "" : ":" + port;
    }

    private static String path(URI uri) {
        String path = unescaped(uri.getRawPath());
        String normal = URI.create("http://host" + (path.startsWith("/") ? path : "/" + path))
                .normalize()
                .getRawPath();
        return normal.isEmpty() ? "/" : normal;
    }

    /// Escapes of unreserved characters are undone, the others written in capitals.
    private static String unescaped(String path) {
        return ESCAPE.matcher(path).replaceAll(escape -> {
            char character = (char) Integer.parseInt(escape.group(1), 16);
            boolean unreserved =
                    character < 128 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
            return Matcher.quoteReplacement(
                    unreserved ? String.valueOf(character) : escape.group().toUpperCase(Locale.ROOT));
        });
    }
}
