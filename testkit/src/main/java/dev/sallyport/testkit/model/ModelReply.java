package dev.sallyport.testkit.model;

import java.util.ArrayList;
import java.util.List;

/// What a scripted model answers.
///
/// @param words before its calls, possibly empty
/// @param calls in their order
/// @param input tokens that it says it read
/// @param output tokens that it says it wrote
public record ModelReply(String words, List<Call> calls, int input, int output) {

    /// @param id by which the result is told
    /// @param arguments as the model writes them: JSON, however damaged
    public record Call(String id, String tool, String arguments) {}

    public ModelReply {
        calls = List.copyOf(calls);
    }

    public static ModelReply words(String words) {
        return new ModelReply(words, List.of(), 11, 7);
    }

    public static ModelReply calls(String words, Call... calls) {
        return new ModelReply(words, List.of(calls), 23, 19);
    }

    /// In pieces as a model makes them: some characters at a time.
    static List<String> pieces(String text, int length) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < text.length(); i += length) {
            pieces.add(text.substring(i, Math.min(text.length(), i + length)));
        }
        return pieces;
    }
}
