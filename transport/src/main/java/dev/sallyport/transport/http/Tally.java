package dev.sallyport.transport.http;

import dev.sallyport.api.action.Outcome.Shown;
import java.util.List;

/// What of an answer counts, so far.
///
/// @param records since the permit; of what has been let through
/// @param keys distinct key values; 0 when it cannot be told
/// @param shown as in [dev.sallyport.api.action.Outcome]
/// @param failed the target says in the body what its status does not: an error in JSON-RPC, in GraphQL
public record Tally(long records, long keys, List<Shown> shown, boolean failed) {

    public static final Tally NOTHING = new Tally(0, 0, List.of(), false);

    public Tally {
        shown = List.copyOf(shown);
    }

    /// The same with no more records than these.
    Tally upTo(long most) {
        return new Tally(Math.min(records, most), keys, shown, failed);
    }

    public static Tally of(long records) {
        return new Tally(records, 0, List.of(), false);
    }
}
