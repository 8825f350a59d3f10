package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceTest {

    private static final String FIELDS = " S 1 77 %d 0 -1 4194304 113 0 0 0 0 0 0 0 20 %d 1 0 3587030 4063232 553\n";

    private static final int BATCH = 3;

    @TempDir
    private Path self;

    @Test
    void theGroupOfASessionOfItsOwnGoesBeforeOthers() throws IOException {
        stands(77, 77, 0);
        Precedence.of(10, self);
        assertThat(self.resolve("autogroup")).content().isEqualTo("-10");
    }

    @Test
    void theSessionOfAShellIsLeftAlone() throws IOException {
        stands(77, 12, 0);
        Precedence.of(10, self);
        assertThat(self.resolve("autogroup")).content().isEqualTo("/autogroup-9 nice 0");
    }

    @Test
    void whoWasStartedWithAnotherValueKeepsIt() throws IOException {
        stands(77, 77, 5);
        assertThat(Precedence.of(10, self)).isSameAs(Precedence.NONE);
        assertThat(self.resolve("autogroup")).content().isEqualTo("/autogroup-9 nice 0");
    }

    @Test
    void zeroAsksForNothing() throws IOException {
        stands(77, 77, 0);
        assertThat(Precedence.of(0, self)).isSameAs(Precedence.NONE);
        assertThat(self.resolve("autogroup")).content().isEqualTo("/autogroup-9 nice 0");
    }

    @Test
    void aSystemThatSaysNothingOfAProcessIsNoError() {
        assertThat(Precedence.of(10, self.resolve("nowhere"))).isSameAs(Precedence.NONE);
    }

    @Test
    void aSystemWithoutGroupsGetsNone() throws IOException {
        stands(77, 77, 0);
        Files.delete(self.resolve("autogroup"));
        Precedence.of(10, self);
        assertThat(self.resolve("autogroup")).doesNotExist();
    }

    @Test
    void aNameWithBracketsAndBlanksIsOneField() {
        assertThat(Precedence.Standing.parse("77 (a) b (c) d)" + FIELDS.formatted(77, -3)))
                .isEqualTo(new Precedence.Standing(true, -3));
    }

    @Test
    void aLineThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Precedence.Standing.parse("77 (java) S 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a line of proc(5)");
    }

    /// With the real system. The compilers of the JVM would stand behind it otherwise.
    @Test
    void aLoopWorksInBatchesAndStandsAsTheProcessDoes() throws Exception {
        assumeThat(Path.of("/proc/thread-self/stat")).isReadable();
        int own = Precedence.Standing.parse(ownStat()).nice();
        stands(77, 12, 0);
        try (EventLoops loops = EventLoops.start(1, Precedence.of(3, self))) {
            CompletableFuture<String> said = new CompletableFuture<>();
            loops.any().execute(() -> said.complete(ownStat()));
            int nice = Precedence.Standing.parse(said.get(10, TimeUnit.SECONDS)).nice();
            assertThat(nice).isEqualTo(own);
            assertThat(policy(said.get(10, TimeUnit.SECONDS))).isEqualTo(BATCH);
        }
        assertThat(Precedence.Standing.parse(ownStat()).nice()).isEqualTo(own);
        assertThat(policy(ownStat())).isNotEqualTo(BATCH);
    }

    /// Field 41 of proc(5).
    private static int policy(String stat) {
        String[] rest = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return Integer.parseInt(rest[38]);
    }

    private static String ownStat() {
        try {
            return Files.readString(Path.of("/proc/thread-self/stat"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void stands(int pid, int session, int nice) throws IOException {
        Files.writeString(self.resolve("stat"), pid + " (java)" + FIELDS.formatted(session, nice));
        Files.writeString(self.resolve("autogroup"), "/autogroup-9 nice 0");
    }
}
