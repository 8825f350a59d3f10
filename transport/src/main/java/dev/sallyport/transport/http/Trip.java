package dev.sallyport.transport.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One request on its way to a target.
///
/// @param rest bytes of a body that comes piece by piece; -1 when nobody knows
/// @param again true when a connection that had been idle for too long has already failed it
record Trip(UpstreamRequest request, long rest, Call call, boolean again) {

    private static final Set<String> WITH_LENGTH = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");

    /// A connection that is closed while a request is on its way may have delivered it: only what changes
    /// nothing (RFC 9110 section 9.2.1) and has no body is sent once more, once.
    boolean repeatable() {
        return !again && REPEATABLE.contains(request.method()) && request.body() instanceof Body.None;
    }

    Trip repeated() {
        return new Trip(request, rest, call, true);
    }

    boolean headOnly() {
        return request.method().equals("HEAD");
    }

    /// Framed anew (RFC 9112 section 6).
    ///
    /// @param stream in frames of HTTP/2, of which Netty makes its own fields
    HttpRequest message(boolean stream) {
        HttpMethod method = HttpMethod.valueOf(request.method());
        return switch (request.body()) {
            case Body.None _ -> full(method, new byte[0], stream);
            case Body.Bytes(byte[] bytes) -> full(method, bytes, stream);
            case Body.Rest _ -> rest == 0 ? full(method, new byte[0], stream) : streamed(method, stream);
        };
    }

    private HttpRequest full(HttpMethod method, byte[] bytes, boolean stream) {
        boolean tells = bytes.length > 0 || WITH_LENGTH.contains(request.method());
        List<CharSequence> length =
                tells ? List.of(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length)) : List.of();
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                method,
                request.path(),
                Unpooled.wrappedBuffer(bytes),
                headers(length, stream),
                EmptyHttpHeaders.INSTANCE);
    }

    private HttpRequest streamed(HttpMethod method, boolean stream) {
        List<CharSequence> length = rest > 0
                ? List.of(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(rest))
                : List.of(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, request.path(), headers(length, stream));
    }

    private HttpHeaders headers(List<CharSequence> length, boolean stream) {
        List<CharSequence> framing = new ArrayList<>(10);
        framing.add(HttpHeaderNames.HOST);
        framing.add(request.upstream().authority().asHost(request.upstream().secure()));
        framing.addAll(length);
        framing.addAll(List.of(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY));
        if (request.upgrade().equals(HeadCheck.WEB_SOCKET)) {
            framing.addAll(List.of(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE));
            framing.addAll(List.of(HttpHeaderNames.UPGRADE, request.upgrade()));
        }
        Fields fields = request.fields().without("accept-encoding");
        return stream ? Framing.changeable(fields, framing) : Framing.lines(fields, framing);
    }

    /// It comes piece by piece.
    boolean streams() {
        return request.body() instanceof Body.Rest && rest != 0;
    }
}
