package dev.sallyport.authmethods.aws;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The headers that a signed request may have. Everything else is refused: hop-by-hop headers (RFC 9110 section
/// 7.6.1), `Transfer-Encoding`, cookies and whatever a proxy might act on.
final class Headers {

    static final String AUTHORIZATION = "authorization";
    static final String HOST = "host";
    static final String DATE = "x-amz-date";
    static final String TOKEN = "x-amz-security-token";
    static final String CONTENT_HASH = "x-amz-content-sha256";
    static final String CONTENT_TYPE = "content-type";
    static final String CONTENT_LENGTH = "content-length";
    static final String ACCEPT = "accept";

    /// Who the request is meant for: the configured audience.
    static final String AUDIENCE = "x-sallyport-audience";

    /// Makes two requests of the same second different.
    static final String NONCE = "x-sallyport-nonce";

    private static final Set<String> ALLOWED = Set.of(
            AUTHORIZATION, HOST, DATE, TOKEN, CONTENT_HASH, CONTENT_TYPE, CONTENT_LENGTH, ACCEPT, AUDIENCE, NONCE);

    /// ASCII only, as lower-casing is ambiguous outside of it.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /// Printable, and with single spaces only: Signature Version 4 signs values with their spaces folded, so others
    /// could be changed on the way.
    private static final Pattern VALUE = Pattern.compile("[!-~]++(?: [!-~]++)*+");

    private Headers() {}

    /// @param headers in any case
    static SortedMap<String, String> unique(Map<String, String> headers) throws NotProven {
        SortedMap<String, String> unique = new TreeMap<>();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = name(header.getKey());
            if (!VALUE.matcher(header.getValue()).matches()) {
                throw Malformed.because(
                        "a header's value is empty or not printable ASCII with single spaces `" + name + "`");
            }
            if (unique.put(name, header.getValue()) != null) {
                throw Malformed.because("a header occurs twice `" + name + "`");
            }
        }
        return unique;
    }

    private static String name(String written) throws NotProven {
        String name = NAME.matcher(written).matches() ? written.toLowerCase(Locale.ROOT) : "";
        if (!ALLOWED.contains(name)) {
            throw Malformed.because(
                    "a header that is not forwarded; leave it out before signing " + Quoted.of(written));
        }
        return name;
    }
}
