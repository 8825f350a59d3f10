package dev.sallyport.mcp.rpc;

/// Bytes that are no message of MCP. The text is for whoever sent them: lower case, no value of theirs.
public final class MalformedMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient int code;

    public MalformedMessage(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /// Of [RpcCode].
    public int code() {
        return code;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
