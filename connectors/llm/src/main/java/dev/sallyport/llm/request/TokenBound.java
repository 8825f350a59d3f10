package dev.sallyport.llm.request;

/// How many tokens a request may cost at most: what is reserved before it is sent.
///
/// A byte-level tokenizer (BPE of OpenAI's and of Anthropic's models) makes at most one token of each byte, and the
/// body's own punctuation outweighs the few tokens that a provider adds for each message. Media are charged by a
/// flat amount besides. What the provider's own tools read (a web search, a file) is not in it: it cannot be known
/// before, and is settled by what the answer says was used.
public final class TokenBound {

    private final long mediaTokens;
    private final long outputTokens;

    /// @param mediaTokens for each image, file or sound
    /// @param outputTokens assumed where a request does not limit them
    public TokenBound(long mediaTokens, long outputTokens) {
        this.mediaTokens = mediaTokens;
        this.outputTokens = outputTokens;
    }

    /// @param bytes of the body
    /// @param before tokens of an answer that it goes on from
    public long of(ModelRequest request, long bytes, long before) {
        long input = sum(sum(bytes, before), times(request.media(), mediaTokens));
        return request.api().answers() ? sum(input, times(request.choices(), output(request))) : input;
    }

    private long output(ModelRequest request) {
        return request.outputTokens() > 0 ? request.outputTokens() : outputTokens;
    }

    private static long times(long a, long b) {
        return a == 0 || b <= Long.MAX_VALUE / a ? a * b : Long.MAX_VALUE;
    }

    private static long sum(long a, long b) {
        return a <= Long.MAX_VALUE - b ? a + b : Long.MAX_VALUE;
    }
}
