package dev.sallyport.mcp.schema;

/// A schema that nothing is checked against: it would fetch something, take too long, or is no schema.
public final class UnfitSchema extends Exception {

    private static final long serialVersionUID = 1L;

    UnfitSchema(String reason) {
        super(reason, null, false, false);
    }

    /// Lower case, no full stop, no text of the server's.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
