package dev.sallyport.postgres.wire;

/// How large one message may be, and how much a session's statements, portals and cursors may hold together. It is
/// asked each time, so that it follows a reload.
record Allowance(Names names, Surroundings surroundings) {

    /// As many of the largest messages may be held.
    private static final int MESSAGES_HELD = 4;

    /// Bytes of one message.
    int message() {
        return surroundings.limits().maxMessage();
    }

    /// @param more as [Names#weight] counts it
    boolean exceededWith(long more) {
        return names.weight() + more > (long) MESSAGES_HELD * message();
    }
}
