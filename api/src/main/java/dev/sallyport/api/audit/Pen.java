package dev.sallyport.api.audit;

/// Writes the trail from one loop. Not thread-safe: only that loop calls it, and completions run there.
public interface Pen {

    /// @return true when the record is already as durable as asked, and `done` will not be called; false when
    ///     `done` is called later, on the loop, never from within this call. Completions come in the order of
    ///     the appends of the same durability.
    boolean append(AuditEvent event, Durability durability, Completion done);

    /// @see #append
    interface Completion {
        /// @param ok false when the record could not be written: what it announces must not happen
        void recorded(boolean ok);

        Completion IGNORED = ok -> {};
    }
}
