package dev.sallyport.grammar.http.text;

/// Something that two readers could read in two ways, or that is too large to be read. Its message says
/// what, lower case, no full stop; it quotes nothing of the content. Expected of hostile input, so it
/// has no stack trace.
public final class Unclear extends Exception {

    public Unclear(String reason) {
        super(reason, null, false, false);
    }

    /// The message.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
