package dev.sallyport.api.target;

import java.util.List;

/// One thing in a target.
///
/// @param target the configured name of the target
/// @param kind what the connector calls this kind of thing: `table`, `function`, `session`, `statement`, …
/// @param name canonical within the target and kind; a PostgreSQL relation is `schema.name`, with `public.` left out
/// @param fields the columns or properties touched, in no particular order; empty when the whole of it is
public record Resource(String target, String kind, String name, List<String> fields) {

    /// The kind of what concerns the conversation alone and no data: transactions, allowed settings, a bare
    /// `SELECT 1`.
    public static final String SESSION = "session";

    /// The kind of a tool call that a model proposed: nothing happens yet. Its effect is an action of its own, on the
    /// wire of the target that the tool belongs to.
    public static final String PROPOSAL = "proposal";

    public Resource {
        fields = List.copyOf(fields);
    }

    /// `target/name`, the form that contracts use.
    public String path() {
        return target + "/" + name;
    }

    @Override
    public String toString() {
        return path();
    }
}
