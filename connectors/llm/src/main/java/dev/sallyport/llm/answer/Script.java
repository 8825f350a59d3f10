package dev.sallyport.llm.answer;

import java.util.List;

/// One API's way of streaming an answer. For one stream on one thread.
interface Script {

    /// An event with data.
    Step next(SseEvent event) throws BrokenAnswerException;

    /// Bytes that wait for a call to be whole.
    long held();

    /// Events that end the stream in the API's own way although the answer is not at its end.
    ///
    /// @param notice for the agent to read
    List<byte[]> cut(String notice);

    /// Events that tell the client that the answer failed.
    List<byte[]> failed(String message);
}
