package dev.sallyport.http.credential;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.testkit.gateway.Samples;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Scrubber;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Sessions and what tests ask of their leases.
public final class Sessions {

    public static final Instant NOON = Samples.NOON;

    private Sessions() {}

    public static LeaseRequest request(String id, String role, Envelope envelope) {
        Instant end = NOON.plus(Duration.ofHours(1));
        Session session = new Session(
                id,
                Samples.workload("agent-" + id),
                List.of(),
                "crm",
                new Purpose("resolve-ticket", "", Purpose.Declarer.RULE),
                new Access("access[0]", role, Mode.ENFORCE, envelope, end),
                NOON,
                end);
        return new LeaseRequest(session, end);
    }

    public static LeaseRequest request(String id) {
        return request(id, "support", Envelope.UNRESTRICTED);
    }

    public static Injected inject(ApiLease lease, String path) {
        return lease.inject(new Outgoing("GET", path, Fields.of("accept", "*/*")))
                .toCompletableFuture()
                .join();
    }

    public static String authorization(ApiLease lease) {
        return inject(lease, "/x").fields().only("authorization").orElse("");
    }

    public static String text(Secret secret) {
        return secret.exposeText(SecretAccess.because("the test looks at it"));
    }

    /// What an agent sees of an answer that says this.
    public static String scrubbed(Injected injected, String said) {
        try (Scrubber scrubber = Scrubber.of(injected.echoes())) {
            return new String(scrubber.clean(said.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        }
    }

    /// All that a log would show of it.
    public static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
