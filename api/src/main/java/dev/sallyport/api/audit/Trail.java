package dev.sallyport.api.audit;

import java.io.IOException;
import java.util.concurrent.Executor;

/// The audit log. Safe on every thread.
///
/// An implementation MUST NOT say that a record is durable before it is, MUST keep the order of one pen's
/// records, and MUST refuse (not lose) when it cannot write.
public interface Trail {

    /// A pen for one loop: one write per turn of that loop. Ask once per loop and keep it.
    Pen pen(Executor loop);

    /// For callers that may block (opening and closing sessions, reloads): returns when the record is as durable as
    /// asked.
    void write(AuditEvent event, Durability durability) throws IOException;

    /// Returns when the record is fsynced.
    default void write(AuditEvent event) throws IOException {
        write(event, Durability.SYNCED);
    }
}
