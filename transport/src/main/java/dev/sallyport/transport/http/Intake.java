package dev.sallyport.transport.http;

/// How much of a request a clerk must see before it can say what the request means.
public sealed interface Intake {

    /// The body is not judged. It goes to the target as it comes, once the head was permitted, see
    /// [Body.Rest]; at most [HttpLimits#streamedBodyBytes].
    record HeadOnly() implements Intake {}

    /// Gathered whole before [Clerk#asked]. A longer one is answered with 413, and nothing of it was
    /// judged.
    ///
    /// @param mostBytes at most [HttpLimits#wholeBodyBytes]
    record Whole(int mostBytes) implements Intake {}
}
