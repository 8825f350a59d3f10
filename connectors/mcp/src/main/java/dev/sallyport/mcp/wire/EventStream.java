package dev.sallyport.mcp.wire;

import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcWriter;
import dev.sallyport.mcp.sse.SseEvent;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import java.nio.charset.StandardCharsets;

/// A stream of events that the gateway itself writes. On the exchange's loop.
record EventStream(Outflow out, RpcWriter writer) {

    static EventStream begin(Outflow out, RpcWriter writer, Fields fields) {
        Fields all = fields.with("content-type", "text/event-stream")
                .with("cache-control", "no-cache, no-store")
                .with("x-accel-buffering", "no");
        out.head(new ResponseHead(200, all, -1));
        return new EventStream(out, writer);
    }

    /// A child cannot be made to wait for an agent that does not read: what is only news is dropped
    /// meanwhile.
    void send(RpcMessage message) {
        if (!out.writable() && message instanceof RpcMessage.Notification) return;
        out.write(event(writer, message));
    }

    static byte[] event(RpcWriter writer, RpcMessage message) {
        String data = new String(writer.bytes(message), StandardCharsets.UTF_8);
        return new SseEvent("", "message", data, -1).bytes();
    }
}
