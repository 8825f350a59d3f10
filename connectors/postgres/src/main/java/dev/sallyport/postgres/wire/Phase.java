package dev.sallyport.postgres.wire;

import dev.sallyport.transport.Frames;

/// What a conversation is doing: how the agent's frames are read, and what its end means.
interface Phase extends Frames {

    /// The agent is gone, or the conversation was ended. Once.
    void closed();

    /// Nothing came and nothing went for a while. Only an open session is told.
    void idle();

    /// The agent takes bytes again, or does not.
    void agentWritable(boolean writable);
}
