package dev.sallyport.mcp.answer;

/// Texts that are JSON themselves: many servers answer so.
final class JsonText {

    private JsonText() {}

    /// A container, or a text that may hold one. Numbers and words hold nothing.
    static boolean looksLikeIt(String text) {
        return text.startsWith("{") || text.startsWith("[") || text.startsWith("\"");
    }
}
