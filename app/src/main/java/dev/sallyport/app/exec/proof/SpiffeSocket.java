package dev.sallyport.app.exec.proof;

import dev.sallyport.authmethods.spiffe.WorkloadToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A JWT-SVID of the Workload API that `SPIFFE_ENDPOINT_SOCKET` names (SPIFFE Workload Endpoint §4).
record SpiffeSocket(Map<String, String> environment, String audience) implements ProofSource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "spiffe";
    }

    @Override
    public Proof look() throws InterruptedException {
        String named = environment.getOrDefault("SPIFFE_ENDPOINT_SOCKET", "");
        if (named.isEmpty()) return new Proof.Absent("SPIFFE_ENDPOINT_SOCKET is not set");
        try {
            Path socket = socket(URI.create(named));
            if (!Files.exists(socket)) return new Proof.Absent("no such socket: `" + socket + "`");
            return new Proof.Found(WorkloadToken.fetch(socket, audience, PATIENCE), Proof.JWT, named);
        } catch (IllegalArgumentException _) {
            return new Proof.Absent(
                    "SPIFFE_ENDPOINT_SOCKET must name a Unix socket, such as unix:///run/spire/agent.sock");
        } catch (IOException e) {
            return new Proof.Absent(String.valueOf(e.getMessage()));
        }
    }

    private static Path socket(URI address) {
        if (!"unix".equals(address.getScheme())
                || address.getPath() == null
                || !address.getPath().startsWith("/")) throw new IllegalArgumentException("no Unix socket");
        return Path.of(address.getPath());
    }
}
