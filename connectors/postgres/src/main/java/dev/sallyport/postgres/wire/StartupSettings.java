package dev.sallyport.postgres.wire;

import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.grammar.sql.catalog.Ceilings;
import dev.sallyport.grammar.sql.query.Settings;
import dev.sallyport.transport.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings that an agent brings at start-up, checked against the same list as SET (R4).
///
/// @param forwarded what the target is told at log-in
record StartupSettings(Map<String, String> forwarded, DeclaredPurpose purpose) {

    private static final Set<String> ADDRESSING = Set.of("user", "database", "replication");
    private static final String PURPOSE = "sallyport.purpose";
    private static final String TASK = "sallyport.task";

    static StartupSettings of(StartupPacket packet) {
        Map<String, String> asked = new LinkedHashMap<>(packet.parameters());
        asked.keySet().removeAll(ADDRESSING);
        asked.putAll(packet.settings());
        DeclaredPurpose purpose = new DeclaredPurpose(asked.getOrDefault(PURPOSE, ""), asked.getOrDefault(TASK, ""));
        asked.remove(PURPOSE);
        asked.remove(TASK);
        asked.forEach(StartupSettings::check);
        asked.put("client_encoding", "UTF8");
        return new StartupSettings(Map.copyOf(asked), purpose);
    }

    /// What a lease's role does not have already.
    Map<String, String> beyondRole() {
        Map<String, String> beyond = new LinkedHashMap<>(forwarded);
        beyond.remove("client_encoding");
        return beyond;
    }

    /// What exceeds the target's ceilings, known once the gate has said that the target is there.
    Optional<String> objection(Ceilings ceilings) {
        return forwarded.entrySet().stream()
                .flatMap(e -> Settings.objection(ceilings, e.getKey(), Optional.of(e.getValue())).stream())
                .findFirst();
    }

    private static void check(String name, String value) {
        if (!Settings.DEFAULT.permits(name, Optional.of(value)))
            throw new ProtocolViolation("the setting cannot be changed through the gateway: `" + name + "`");
    }
}
