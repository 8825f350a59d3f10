package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mcp.child.ChildServer;
import dev.sallyport.mcp.rpc.RpcMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for the reply to a request of the gateway's own.
final class FirstReply implements ChildServer.Hearer {

    private final CompletableFuture<RpcMessage> reply = new CompletableFuture<>();

    @Override
    public void heard(RpcMessage message) {
        if (message instanceof RpcMessage.Reply) reply.complete(message);
    }

    @Override
    public void gone(String why) {
        reply.completeExceptionally(new IOException(why));
    }

    /// Blocks.
    ///
    /// @throws IOException when there is none in time, or it is an error
    JsonNode result(Duration longest) throws IOException, InterruptedException {
        try {
            RpcMessage said = reply.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (said instanceof RpcMessage.Result result) return result.result();
            throw new IOException("the server answers with an error");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? "the server does not answer" : cause.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("the server does not answer", e);
        }
    }
}
