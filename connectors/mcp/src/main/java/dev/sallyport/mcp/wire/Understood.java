package dev.sallyport.mcp.wire;

import dev.sallyport.mcp.rpc.MalformedMessage;
import dev.sallyport.mcp.rpc.RpcReader;
import dev.sallyport.mcp.rpc.RpcReader.Reading;

/// What came of reading a text.
sealed interface Understood {

    record Whole(Reading reading) implements Understood {}

    record Broken(MalformedMessage why) implements Understood {}

    /// On whichever thread.
    static Understood of(RpcReader reader, byte[] text) {
        try {
            return new Whole(reader.read(text));
        } catch (MalformedMessage e) {
            return new Broken(e);
        }
    }
}
