package dev.sallyport.app.config;

/// The protocol that a target speaks: one key per connector.
public sealed interface Protocol permits Postgres, Http, Llm, Mcp {

    /// Where the target is, in the words of the file.
    String place();

    ClearText clearText();

    /// The key that it stands under.
    default String kind() {
        return switch (this) {
            case Postgres _ -> "postgres";
            case Http _ -> "http";
            case Llm _ -> "llm";
            case Mcp _ -> "mcp";
        };
    }
}
