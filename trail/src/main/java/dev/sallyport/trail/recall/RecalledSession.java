package dev.sallyport.trail.recall;

import dev.sallyport.api.session.Session;

/// A session as its record tells it.
///
/// @param open false when its claims are sealed with a key that is not here: then it has none
/// @param whole false when a task above it was opened before the trail begins
public record RecalledSession(Session session, boolean open, boolean whole) {}
