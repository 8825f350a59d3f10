package dev.sallyport.transport.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
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
    HttpRequest message() {
        HttpMethod method = HttpMethod.valueOf(request.method());
        HttpRequest message = switch (request.body()) {
            case Body.None _ -> full(method, new byte[0]);
            case Body.Bytes(byte[] bytes) -> full(method, bytes);
            case Body.Rest _ -> rest == 0 ? full(method, new byte[0]) : streamed(method);
        };
        head(message.headers());
        return message;
    }

    private HttpRequest full(HttpMethod method, byte[] bytes) {
        DefaultFullHttpRequest message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                method,
                request.path(),
                Unpooled.wrappedBuffer(bytes),
                Framing.UNCHECKED.newHeaders(),
                EmptyHttpHeaders.INSTANCE);
        if (bytes.length > 0 || WITH_LENGTH.contains(request.method()))
            message.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        return message;
    }

    private HttpRequest streamed(HttpMethod method) {
        DefaultHttpRequest message =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, request.path(), Framing.UNCHECKED);
        if (rest > 0) message.headers().set(HttpHeaderNames.CONTENT_LENGTH, rest);
        else HttpUtil.setTransferEncodingChunked(message, true);
        return message;
    }

    private void head(HttpHeaders headers) {
        headers.set(
                HttpHeaderNames.HOST,
                request.upstream().authority().asHost(request.upstream().secure()));
        Framing.write(request.fields().without("accept-encoding"), headers);
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
        if (!request.upgrade().equals(HeadCheck.WEB_SOCKET)) return;
        headers.set(HttpHeaderNames.CONNECTION, "Upgrade");
        headers.set(HttpHeaderNames.UPGRADE, request.upgrade());
    }

    /// It comes piece by piece.
    boolean streams() {
        return request.body() instanceof Body.Rest && rest != 0;
    }
}
