package dev.sallyport.postgres.wire;

import java.util.Set;

/// Which target a start-up packet asks for: the user name, what stands behind the last `@` of it, or the
/// database name.
final class TargetName {

    private TargetName() {}

    /// @return a known target's name, or, when none is named, what the user name says: the gate refuses it
    ///     later, after the proof, so that nobody learns from outside which targets exist
    static String of(StartupPacket packet, Set<String> known) {
        String user = packet.parameter("user");
        String behindAt = user.substring(user.lastIndexOf('@') + 1);
        if (known.contains(behindAt)) return behindAt;
        String database = packet.parameter("database");
        return known.contains(database) ? database : behindAt;
    }
}
