package dev.sallyport.gateway;

import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Session;
import java.time.Instant;

/// An open session as an administrator sees it. Texts that an agent or platform wrote are escaped.
///
/// @param session as it is, not escaped: whoever shows it escapes
/// @param workload auth method and subject
/// @param countedAs what its limits are counted under
/// @param endsAt the earliest of all its ends; a reload may have moved it forward
/// @param permitted decisions so far
/// @param denied decisions so far, the gateway's own included
/// @param state `open`, or why it is ending
public record SessionView(
        String id,
        Session session,
        String workload,
        String countedAs,
        String target,
        String rule,
        String role,
        Mode mode,
        String purpose,
        String task,
        String peer,
        Instant openedAt,
        Instant endsAt,
        long permitted,
        long denied,
        String state) {}
