package dev.sallyport.transport;

import dev.sallyport.api.action.Action;

/// An action as it goes before the judge.
///
/// @param catalog the generation of the target's structure it was understood with
/// @param changesWhatFollows nothing may overtake it until its answer has ended: the next judgement depends on it
/// @param rowsWithoutRecord so many rows at the start of its answer show no record and count towards no limit
/// @param about the connector's own note, which the ticket hands back when the answer comes
public record Judged(Action action, long catalog, boolean changesWhatFollows, long rowsWithoutRecord, Object about) {

    public Judged(Action action, long catalog, boolean changesWhatFollows) {
        this(action, catalog, changesWhatFollows, 0, action);
    }

    /// The same, and nothing may overtake it.
    public Judged changing() {
        return new Judged(action, catalog, true, rowsWithoutRecord, about);
    }
}
