package dev.sallyport.app.http;

import dev.sallyport.transport.PeerCertificates;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// From Netty's request to ours.
final class Incoming {

    private Incoming() {}

    static Asked of(FullHttpRequest request, Channel channel) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(header.getValue());
        }
        return new Asked(
                request.method().name(),
                request.uri(),
                headers,
                ByteBufUtil.getBytes(request.content()),
                chain(channel.pipeline().get(SslHandler.class)),
                String.valueOf(channel.remoteAddress()));
    }

    private static List<X509Certificate> chain(@Nullable SslHandler tls) {
        return tls == null ? List.of() : PeerCertificates.of(tls);
    }
}
