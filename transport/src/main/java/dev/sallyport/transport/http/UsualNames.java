package dev.sallyport.transport.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that nearly every field has, in small letters: found without looking at each character, and
/// as the same text each time, whose hash is known. Safe on every thread.
final class UsualNames {

    private static final List<String> NAMES = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Accept-Ranges",
            "Age",
            "Allow",
            "Authorization",
            "Cache-Control",
            "Connection",
            "Content-Disposition",
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-Location",
            "Content-Range",
            "Content-Security-Policy",
            "Content-Type",
            "Cookie",
            "Date",
            "ETag",
            "Expect",
            "Expires",
            "Host",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "Keep-Alive",
            "Last-Modified",
            "Link",
            "Location",
            "Origin",
            "Pragma",
            "Proxy-Authorization",
            "Range",
            "Referer",
            "Retry-After",
            "Server",
            "Set-Cookie",
            "Strict-Transport-Security",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "User-Agent",
            "Vary",
            "Via",
            "WWW-Authenticate",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "X-Request-ID");

    private static final Map<String, String> LOWER = lower();

    private UsualNames() {}

    private static Map<String, String> lower() {
        Map<String, String> lower = new HashMap<>(4 * NAMES.size());
        for (String name : NAMES) {
            String small = name.toLowerCase(Locale.ROOT);
            lower.put(name, small);
            lower.put(small, small);
        }
        return Map.copyOf(lower);
    }

    /// @param name as it was written
    /// @return null for others, and for other spellings
    static @Nullable String lower(String name) {
        return LOWER.get(name);
    }
}
