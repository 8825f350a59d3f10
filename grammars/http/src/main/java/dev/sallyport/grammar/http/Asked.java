package dev.sallyport.grammar.http;

import java.util.List;

/// A request as it came.
///
/// @param method as it stands in the request
/// @param target origin-form, below the target's address; nothing decoded
/// @param headers looked up by name
/// @param payload its body
/// @param upgrade the protocol that the connection is to change to, such as `websocket`; empty for none
public record Asked(String method, String target, Headers headers, Payload payload, String upgrade) {

    public Asked(String method, String target, Headers headers, Payload payload) {
        this(method, target, headers, payload, "");
    }

    /// Header fields.
    @FunctionalInterface
    public interface Headers {

        /// All values of a name, in order; none when there is no such field.
        ///
        /// @param name lower case
        List<String> values(String name);
    }

    /// A body.
    public sealed interface Payload {

        Payload NONE = new Whole(new byte[0]);

        Payload UNSEEN = new Unseen();

        /// All of it; possibly nothing.
        @SuppressWarnings("ArrayRecordComponent")
        record Whole(byte[] bytes) implements Payload {

            @Override
            public String toString() {
                return bytes.length + " bytes";
            }
        }

        /// It goes by without being looked at: only for what [HttpGrammar#judgesBody] says no to.
        record Unseen() implements Payload {}
    }

    /// Path and query may hold what is not for every log.
    @Override
    public String toString() {
        return method;
    }
}
