package dev.sallyport.mcp.rpc;

/// Error codes: of JSON-RPC 2.0 section 5.1, of MCP 2026-07-28 ("Error Codes"), and the gateway's own,
/// which lies outside of what both reserve.
public final class RpcCode {

    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    public static final int HEADER_MISMATCH = -32020;
    public static final int UNSUPPORTED_REVISION = -32022;
    /// The gateway denied it. `data` holds rule, reason and request id.
    public static final int DENIED = -31403;

    private RpcCode() {}
}
