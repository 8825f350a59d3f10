package dev.sallyport.transport.http;

import dev.sallyport.transport.http.Fields.Field;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which fields belong to one connection and are never passed on (RFC 9110 section 7.6.1), and the way
/// between Netty's fields and ours.
final class Framing {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "host",
            "expect",
            "http2-settings");

    private static final Set<String> USUAL = Set.of("keep-alive");

    /// Of the gateway itself, as a proxy.
    static final String CHALLENGE = "proxy-authenticate";

    /// What Netty adds to a message of HTTP/2.
    private static final String NETTYS = "x-http2-";

    private Framing() {}

    /// As they came.
    ///
    /// @throws IllegalArgumentException when one cannot be a field
    static Fields read(HttpHeaders headers) {
        if (headers.isEmpty()) return Fields.NONE;
        List<Field> fields = new ArrayList<>(headers.size());
        for (Iterator<Map.Entry<CharSequence, CharSequence>> each = headers.iteratorCharSequence(); each.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> next = each.next();
            String name = next.getKey().toString();
            if (!name.startsWith(NETTYS))
                fields.add(new Field(name, next.getValue().toString().strip()));
        }
        return new Fields(fields);
    }

    /// Without those of the connection, however they are spelled.
    static Fields forNextHop(Fields fields) {
        Set<String> named = named(fields);
        return fields.keeping(field -> !HOP_BY_HOP.contains(field.spelled()) && !named.contains(field.name()));
    }

    /// A [Field] can only be what it may be: Netty need not look once more.
    private static final HttpHeadersFactory UNCHECKED =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    static void write(Fields fields, HttpHeaders headers) {
        for (Field field : fields.all()) if (passes(field)) headers.add(field.name(), field.value());
    }

    private static boolean passes(Field field) {
        return !HOP_BY_HOP.contains(field.name()) || field.name().equals(CHALLENGE);
    }

    /// What goes out of a message of HTTP/1.1 as it stands: Netty's own fields find each by its
    /// name, which nobody asks of these.
    ///
    /// @param framing name, value, name, value, …, of this connection; nothing that `fields` has too
    static HttpHeaders lines(Fields fields, List<CharSequence> framing) {
        List<CharSequence> lines =
                new ArrayList<>(framing.size() + 2 * fields.all().size());
        lines.addAll(framing);
        for (Field field : fields.all()) {
            if (!passes(field)) continue;
            lines.add(field.name());
            lines.add(field.value());
        }
        return new ReadOnlyHttpHeaders(false, lines.toArray(CharSequence[]::new));
    }

    /// The same where Netty may have to change some.
    static HttpHeaders changeable(Fields fields, List<CharSequence> framing) {
        HttpHeaders headers = UNCHECKED.newHeaders();
        for (int i = 0; i < framing.size(); i += 2) headers.add(framing.get(i), framing.get(i + 1));
        write(fields, headers);
        return headers;
    }

    /// What a `Connection` field names.
    private static Set<String> named(Fields fields) {
        if (!fields.has("connection")) return Set.of();
        if (fields.only("connection").orElse("").equalsIgnoreCase("keep-alive")) return USUAL;
        Set<String> names = new HashSet<>();
        for (String value : fields.values("connection")) {
            for (String name : value.split(",", 64)) names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    static boolean connectionNames(Fields fields, String option) {
        return named(fields).contains(option);
    }
}
