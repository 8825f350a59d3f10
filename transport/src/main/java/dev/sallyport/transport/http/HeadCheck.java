package dev.sallyport.transport.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Whether a head can mean one thing only. Everything on which two readers could differ is refused,
/// whether or not this one would understand it (RFC 9112 section 11.2).
sealed interface HeadCheck {

    /// @param target origin-form, `*`, or the authority of CONNECT
    /// @param absolute the request's own scheme, when it came in absolute-form
    /// @param fields as they came
    /// @param length of the body; -1 for chunks or until the stream ends
    /// @param expects 100 (continue)
    record Good(
            String method,
            String target,
            Authority authority,
            Optional<Boolean> absolute,
            Fields fields,
            long length,
            boolean expects,
            String upgrade)
            implements HeadCheck {}

    /// @param detail lower case, no full stop; nothing of the request in it
    record Bad(int status, String detail) implements HeadCheck {}

    int METHOD_MOST = 32;

    String WEB_SOCKET = "websocket";

    Set<String> NO_METHODS = Set.of("PRI", "TRACE", "TRACK");

    /// @param secure the connection, for the port that is left out
    /// @param stream it is a stream of HTTP/2
    static HeadCheck of(HttpRequest request, boolean secure, boolean stream) {
        DecoderResult decoded = request.decoderResult();
        if (decoded.isFailure()) return undecodable(decoded.cause());
        boolean known = request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (!known) return new Bad(505, "the protocol version is not HTTP/1.0, 1.1 or 2");
        try {
            return of(request, Framing.read(request.headers()), secure, stream);
        } catch (IllegalArgumentException e) {
            return new Bad(400, "a field's name or value has a character that cannot stand there");
        }
    }

    private static Bad undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) return new Bad(414, "send a shorter path");
        if (cause instanceof TooLongHttpHeaderException) return new Bad(431, "send fewer or shorter fields");
        return new Bad(400, "this is not a request that can be understood in one way only");
    }

    private static HeadCheck of(HttpRequest request, Fields fields, boolean secure, boolean stream) {
        String method = request.method().name();
        if (!FieldSyntax.isName(method) || method.length() > METHOD_MOST || NO_METHODS.contains(method))
            return new Bad(501, "the method is not served");
        List<String> hosts = fields.values("host");
        if (hosts.size() != 1) return new Bad(400, "exactly one host has to be named");
        Optional<Authority> host = Authority.parse(hosts.getFirst(), secure ? 443 : 80);
        if (host.isEmpty()) return new Bad(400, "the host is not a host");
        OptionalLong length = ended(request) ? OptionalLong.of(0) : length(fields, request.protocolVersion(), stream);
        if (length.isEmpty()) return new Bad(400, "the length of the body is not clear");
        if (fields.has("expect")
                && !fields.values("expect").stream().allMatch(each -> each.equalsIgnoreCase("100-continue")))
            return new Bad(417, "nothing but `100-continue` can be expected");
        return located(request, fields, host.get(), length.getAsLong(), stream);
    }

    /// A stream of HTTP/2 that ends with its head.
    private static boolean ended(HttpRequest request) {
        return request instanceof FullHttpRequest whole && !whole.content().isReadable();
    }

    /// RFC 9112 section 6.3, without everything that is left to the reader there. HTTP/2 frames end a body
    /// whatever is announced; what is announced is compared with them by Netty.
    private static OptionalLong length(Fields fields, HttpVersion version, boolean stream) {
        List<String> codings = fields.values("transfer-encoding");
        List<String> lengths = fields.values("content-length");
        if (stream && codings.size() <= 1) return lengths.size() > 1 ? OptionalLong.empty() : known(lengths, -1);
        if (codings.isEmpty()) return lengths.size() > 1 ? OptionalLong.empty() : known(lengths, 0);
        boolean plain = codings.size() == 1
                && codings.getFirst().equalsIgnoreCase("chunked")
                && lengths.isEmpty()
                && version.equals(HttpVersion.HTTP_1_1);
        return plain ? OptionalLong.of(-1) : OptionalLong.empty();
    }

    private static OptionalLong known(List<String> lengths, long otherwise) {
        if (lengths.isEmpty()) return OptionalLong.of(otherwise);
        String digits = lengths.getFirst();
        boolean plain =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static HeadCheck located(HttpRequest request, Fields fields, Authority host, long length, boolean stream) {
        String method = request.method().name();
        String uri = request.uri();
        boolean expects = fields.has("expect");
        if (method.equals("CONNECT")) return connect(uri, fields, host);
        Optional<Boolean> absolute = scheme(uri);
        String target = absolute.isEmpty() ? uri : afterAuthority(uri);
        if (absolute.isPresent() && !sameHost(uri, host, absolute.get()))
            return new Bad(400, "the address and the Host field name different hosts");
        Authority authority =
                absolute.isEmpty() ? host : named(uri, absolute.get()).orElse(host);
        if (!isPath(target, method)) return new Bad(400, "the path has a character that cannot stand there");
        return new Good(method, target, authority, absolute, fields, length, expects, stream ? "" : upgrade(fields));
    }

    private static HeadCheck connect(String uri, Fields fields, Authority host) {
        Optional<Authority> where = Authority.parse(uri, -1);
        if (where.isEmpty()) return new Bad(400, "CONNECT names a host and a port: `host:443`");
        if (!where.get().host().equals(host.host()))
            return new Bad(400, "the address and the Host field name different hosts");
        return new Good("CONNECT", uri, where.get(), Optional.empty(), fields, 0, false, "");
    }

    private static Optional<Boolean> scheme(String uri) {
        if (uri.regionMatches(true, 0, "http://", 0, 7)) return Optional.of(false);
        if (uri.regionMatches(true, 0, "https://", 0, 8)) return Optional.of(true);
        return Optional.empty();
    }

    private static int authorityEnd(String uri, int from) {
        for (int i = from; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '/' || c == '?' || c == '#') return i;
        }
        return uri.length();
    }

    private static String afterAuthority(String uri) {
        String rest = uri.substring(authorityEnd(uri, uri.indexOf("://") + 3));
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static Optional<Authority> named(String uri, boolean secure) {
        int from = uri.indexOf("://") + 3;
        return Authority.parse(uri.substring(from, authorityEnd(uri, from)), secure ? 443 : 80);
    }

    private static boolean sameHost(String uri, Authority host, boolean secure) {
        return named(uri, secure).map(named -> named.host().equals(host.host())).orElse(false);
    }

    private static boolean isPath(String target, String method) {
        if (target.equals("*")) return method.equals("OPTIONS");
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') return false;
        }
        return target.startsWith("/");
    }

    /// Of WebSocket alone: a target that changed to HTTP/2 would be spoken to by the agent itself.
    private static String upgrade(Fields fields) {
        boolean asked = Framing.connectionNames(fields, "upgrade")
                && fields.only("upgrade").orElse("").equalsIgnoreCase(WEB_SOCKET);
        return asked ? WEB_SOCKET : "";
    }
}
