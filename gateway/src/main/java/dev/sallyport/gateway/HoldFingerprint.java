package dev.sallyport.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.session.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What an approval is bound to (R19): statement, parameters, session, purpose, role, catalog and configuration
/// generation. SHA-256 over the parts, each with its length in front, so that no two lists of parts look alike.
final class HoldFingerprint {

    private final MessageDigest digest = sha256();

    private HoldFingerprint() {}

    static String of(Session session, Action action, Generations generations) {
        HoldFingerprint print = new HoldFingerprint();
        print.add(action);
        print.add(session);
        print.add(generations.configuration(), Long.toString(generations.catalog()), generations.model());
        return HexFormat.of().formatHex(print.digest.digest());
    }

    private void add(Action action) {
        add(action.phase().name(), action.statement(), action.fingerprint());
        add(Integer.toString(action.arguments().size()));
        for (Argument argument : action.arguments()) {
            add(argument.name(), argument.value());
        }
        add(action.operations().toString());
    }

    private void add(Session session) {
        add(session.id(), session.workload().authMethod(), session.workload().subject(), session.target());
        add(
                session.purpose().name(),
                session.purpose().task(),
                session.purpose().declaredBy().name());
        add(session.access().rule(), session.access().role());
    }

    private void add(String... parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
