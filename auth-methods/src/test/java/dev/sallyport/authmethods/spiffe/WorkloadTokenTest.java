package dev.sallyport.authmethods.spiffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkloadTokenTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void aWorkloadThatIsKnownGetsATokenForThisAudience() throws Exception {
        Path socket = folder.resolve("agent.sock");
        try (Workloads api = new Workloads(socket)) {
            api.sign("signed");
            assertThat(WorkloadToken.fetch(socket, "sallyport", WAIT)).isEqualTo("signed for [sallyport]");
        }
    }

    @Test
    void whoIsNotKnownGetsNone() throws Exception {
        Path socket = folder.resolve("agent.sock");
        try (Workloads _ = new Workloads(socket)) {
            assertThatThrownBy(() -> WorkloadToken.fetch(socket, "sallyport", WAIT))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the Workload API does not answer: PERMISSION_DENIED");
        }
    }

    @Test
    void aSocketThatNobodyServesIsSaid() {
        assertThatThrownBy(() -> WorkloadToken.fetch(folder.resolve("none.sock"), "sallyport", Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the Workload API does not answer");
    }
}
