package dev.sallyport.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcReader;
import java.nio.charset.StandardCharsets;

/// Messages and trees from text, with apostrophes for quotation marks.
public final class Speech {

    public static final Json JSON = new Json(64, 1 << 20);
    private static final RpcReader READER = new RpcReader(JSON, 50);

    private Speech() {}

    public static ObjectNode tree(String text) {
        try {
            return (ObjectNode) JSON.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (MalformedMessage e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static RpcMessage.Request request(String method, String params) {
        return new RpcMessage.Request(JSON.object().numberNode(1), method, tree(params));
    }

    public static RpcReader.Reading reading(String text) {
        try {
            return READER.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (MalformedMessage e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static RpcMessage message(String text) {
        return reading(text).messages().getFirst();
    }
}
