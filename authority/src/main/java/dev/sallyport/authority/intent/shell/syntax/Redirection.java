package dev.sallyport.authority.intent.shell.syntax;

/// One redirection.
///
/// @param operator as written, without the descriptor: `>`, `>>`, `<`, `<<`, `<<<`, `>&`, `&>` …
/// @param target the file, the descriptor, or the body of a here-document
public record Redirection(String operator, Word target) {

    /// Whether a file is written.
    public boolean writes() {
        return operator.indexOf('>') >= 0 && !descriptor() && !target.text().equals("/dev/null");
    }

    /// Whether what the file held is lost.
    public boolean overwrites() {
        return writes() && !operator.contains(">>");
    }

    /// Whether a text within the script is read.
    public boolean here() {
        return operator.startsWith("<<");
    }

    private boolean descriptor() {
        return operator.equals(">&") && target.text().matches("[0-9-]{1,3}");
    }
}
