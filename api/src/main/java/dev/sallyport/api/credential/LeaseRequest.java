package dev.sallyport.api.credential;

import dev.sallyport.api.session.Session;
import java.time.Instant;

/// @param notAfter when the credential must be dead even if nobody closes it
public record LeaseRequest(Session session, Instant notAfter) {}
