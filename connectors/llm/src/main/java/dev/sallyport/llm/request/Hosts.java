package dev.sallyport.llm.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Whose address it is, as far as everyone would agree on that.
final class Hosts {

    private static final String UNKNOWN = "?";

    private Hosts() {}

    /// The host of an `https` address in lower case with its port where it has one; `?` for whatever is written in
    /// another way (RFC 3986 without user information), so that no list can name it.
    static String of(String url) {
        try {
            URI uri = new URI(url);
            boolean plain = "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null;
            if (!plain) return UNKNOWN;
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            return uri.getPort() == -1 || uri.getPort() == 443 ? host : host + ":" + uri.getPort();
        } catch (URISyntaxException broken) {
            return UNKNOWN;
        }
    }
}
