package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Key;
import dev.sallyport.app.config.shape.Names;
import dev.sallyport.app.config.shape.OneOf;
import dev.sallyport.app.config.shape.OneOrMany;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A system that agents act on.
public record TargetEntry(
        @Doc("The protocol it speaks, and where it is.") @OneOf
        Protocol protocol,

        @Doc("What a lease may hold, by role, in the target's own words: `SELECT ON customers, tickets` at `postgres`,"
                + " `GET /customers/*` at `http`, a model at `llm`, a tool at `mcp`.")
        @Names
        @OneOrMany
        Map<String, List<String>> roles,

        @Doc("Columns, or properties, that a purpose must name to touch them, by resource.") @Default("{}")
        Map<String, List<String>> sensitive,

        @Doc("Purpose of sessions that state none: the strictest. Without it they may do nothing.")
        @Key("default")
        @Default("''")
        String defaultPurpose,

        @Doc("The most that all workloads together get.") @Default("{}")
        CeilingEntry ceiling,

        @Doc("What a credential is, and how long it lives.") @Default("{}")
        LeaseEntry lease,

        @Doc("How far a session of `postgres` may set its own time-outs; never to 0, which would lift them.")
        @Default("{}")
        TimeLimitEntry limits,

        @Doc("Longer statements are denied unread.") @Default("64KiB") @Bounds(min = "1KiB", max = "1MiB")
        ByteSize maxStatement,

        @Doc("As `trail.onFailure`, which it replaces for this target.") @Nullable
        OnTrailFailure onTrailFailure) {
    public TargetEntry {
        roles = Kept.ordered(roles);
        sensitive = Kept.ordered(sensitive);
    }
}
