package dev.sallyport.mcp.child;

import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What a child said while nobody listened, bounded: the oldest falls out first. Whoever calls holds
/// the server's lock.
final class Backlog {

    private record Kept(RpcMessage message, int bytes) {}

    private final int most;
    private final RpcWriter writer;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long bytes;

    /// @param most bytes of all messages together
    Backlog(int most, RpcWriter writer) {
        this.most = most;
        this.writer = writer;
    }

    void keep(RpcMessage message) {
        Kept one = new Kept(message, writer.bytes(message).length);
        kept.addLast(one);
        bytes += one.bytes();
        while (bytes > most) bytes -= kept.removeFirst().bytes();
    }

    /// In order; then it is empty.
    List<RpcMessage> take() {
        List<RpcMessage> all = kept.stream().map(Kept::message).toList();
        kept.clear();
        bytes = 0;
        return all;
    }
}
