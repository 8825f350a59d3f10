package dev.sallyport.trail.read;

import com.fasterxml.jackson.databind.JsonNode;

/// What stood sealed in a record (R21).
public sealed interface Revealed {

    /// Nothing in the record is sealed: it can be read as it is.
    enum Clear implements Revealed {
        NOTHING_SEALED
    }

    /// @param content `statement`, `args`, `keys`, `notes` of a decision; `claims` of a session
    record Opened(JsonNode content) implements Revealed {}

    /// @param keyId the key that it takes, which is not here
    record Locked(String keyId) implements Revealed {}

    /// The box was altered, or taken from another record.
    enum Spoiled implements Revealed {
        DOES_NOT_OPEN
    }
}
