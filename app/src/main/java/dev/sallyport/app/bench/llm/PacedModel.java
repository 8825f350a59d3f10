package dev.sallyport.app.bench.llm;

import dev.sallyport.app.bench.LocalServer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Streams chat completions, a token every few milliseconds, each of which is the time at which it was sent.
final class PacedModel implements AutoCloseable {

    static final String NAME = "paced";
    static final int TOKENS = 20;
    static final int PACE_MILLIS = 5;

    private static final String CHUNK =
            "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"" + NAME
                    + "\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n";

    private final LocalServer server;

    PacedModel() {
        server = LocalServer.start((_, to) -> begin(to));
    }

    int port() {
        return server.port();
    }

    private static void begin(Channel to) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream");
        HttpUtil.setTransferEncodingChunked(head, true);
        to.writeAndFlush(head);
        to.eventLoop().schedule(() -> token(to, 1), PACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void token(Channel to, int number) {
        if (number > TOKENS) {
            say(to, CHUNK.formatted("{}", "\"stop\"") + "data: [DONE]\n\n");
            to.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            return;
        }
        to.eventLoop().schedule(() -> token(to, number + 1), PACE_MILLIS, TimeUnit.MILLISECONDS);
        say(to, CHUNK.formatted("{\"content\":\"" + System.nanoTime() + " \"}", "null"));
    }

    private static void say(Channel to, String text) {
        to.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.close();
    }
}
