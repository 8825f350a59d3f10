package dev.sallyport.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Child start(String... command) throws IOException {
        return Child.start(List.of(command), Map.of(), folder.resolve("out"));
    }

    @Test
    void it_has_no_input_to_wait_for() throws Exception {
        try (Child cat = start("cat")) {
            assertThat(cat.output(PATIENCE)).isEmpty();
        }
    }

    @Test
    void one_that_fails_says_why() throws Exception {
        try (Child failing = start("sh", "-c", "echo no such server >&2; exit 3")) {
            assertThatThrownBy(() -> failing.output(PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("ended with 3: no such server");
        }
    }

    @Test
    void one_that_takes_too_long_is_stopped() throws Exception {
        Child sleeping = start("sleep", "600");
        try (sleeping) {
            assertThatThrownBy(() -> sleeping.output(Duration.ofMillis(100)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("took longer than");
        }
        assertThat(sleeping.alive()).isFalse();
    }
}
