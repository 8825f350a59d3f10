package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.transport.http.Exchange;
import java.io.IOException;
import java.util.List;

/// The way to one server, over HTTP or to a child. Each of the first three leads to one `forward` or
/// `perform`.
interface Messenger extends AutoCloseable {

    /// What a server would get of these messages; empty where they are written one by one. On whichever thread.
    byte[] written(Inquiry inquiry);

    /// POST.
    void send(Inquiry inquiry, Said said, Exchange exchange);

    /// GET: what the server says by itself.
    void listen(Inquiry inquiry, Action action, Exchange exchange);

    /// DELETE: the MCP session is over.
    void leave(Inquiry inquiry, Action action, Exchange exchange);

    /// A list of the gateway's own (R10). Blocks.
    ///
    /// @throws IOException when the server does not give one
    List<ObjectNode> tools(Inquiry inquiry) throws IOException, InterruptedException;

    /// Nobody uses this session any more. Does not block.
    void over(McpSession session);

    /// A visit is over. Does not block.
    void over(McpVisit visit);

    /// Nothing is served any more.
    @Override
    void close();
}
