package dev.sallyport.app.bench.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.app.bench.LocalServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// One tool that answers half a kilobyte of text at once.
final class ToolServer implements AutoCloseable {

    static final String TOOL = "get_ticket";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOOLS =
            "{\"resultType\":\"complete\",\"tools\":[{\"name\":\"" + TOOL + "\",\"description\":\"reads a ticket\","
                    + "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"ticket_id\":{\"type\":\"integer\"}},"
                    + "\"required\":[\"ticket_id\"]}}]}";
    private static final String RESULT = "{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\",\"text\":\""
            + "the printer is on fire ".repeat(22) + "\"}]}";

    private final LocalServer server = LocalServer.start(ToolServer::answer);

    int port() {
        return server.port();
    }

    private static void answer(FullHttpRequest request, Channel to) {
        JsonNode asked = read(request.content().toString(StandardCharsets.UTF_8));
        String result = asked.path("method").asText().equals("tools/list") ? TOOLS : RESULT;
        String answer = "{\"jsonrpc\":\"2.0\",\"id\":" + asked.path("id") + ",\"result\":" + result + "}";
        ByteBuf body = Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8);
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        to.writeAndFlush(response);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
