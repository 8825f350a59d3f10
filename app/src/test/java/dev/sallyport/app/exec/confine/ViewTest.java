package dev.sallyport.app.exec.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.app.cli.work.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/proc", "/proc/self", "/dev", "/run"})
    void whatLeadsOutIsNotShown(String path) {
        assertThatThrownBy(() -> View.of(List.of(Path.of(path)), folder, List.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("name a smaller folder");
    }

    @Test
    void theGatewaysStateIsNotShownNorWhatContainsIt() throws Exception {
        Path state = Files.createDirectories(folder.resolve("gateway/state"));
        Path link = Files.createSymbolicLink(folder.resolve("innocent"), state);
        for (Path path : List.of(state, folder.resolve("gateway"), folder, link)) {
            assertThatThrownBy(() -> View.of(List.of(path), folder, List.of(state)))
                    .as(path.toString())
                    .isInstanceOf(CommandFailure.class);
        }
        Path beside = Files.createDirectories(folder.resolve("agent"));
        assertThat(View.of(List.of(beside), folder, List.of(state)).shown()).containsExactly(beside.toRealPath());
    }

    @Test
    void theCommandStartsAtHomeUnlessTheCallersFolderIsShown() throws Exception {
        assertThat(View.of(List.of(), folder, List.of()).start()).isEqualTo(Room.HOME);
        assertThat(View.of(List.of(Path.of(".")), folder, List.of()).start()).isEqualTo(folder);
    }

    @Test
    void theEnvironmentIsAListAndNotWhatTheCallerHas() throws Exception {
        Map<String, String> caller = Map.of(
                "AWS_SECRET_ACCESS_KEY",
                "s",
                "PGPASSWORD",
                "p",
                "SSH_AUTH_SOCK",
                "/x",
                "LANG",
                "C.UTF-8",
                "HTTPS_PROXY",
                "http://p",
                "LD_PRELOAD",
                "/x.so",
                "MODEL",
                "small",
                "PATH",
                "/home/me/bin:/usr/bin");
        View view = View.of(List.of(), folder, List.of());
        assertThat(Scrubbed.of(caller, List.of("MODEL"), view))
                .containsOnlyKeys("LANG", "MODEL", "PATH", "HOME", "USER", "LOGNAME", "TMPDIR")
                .containsEntry("HOME", "/home/agent");
        assertThat(Scrubbed.of(caller, List.of(), view).get("PATH"))
                .startsWith("/usr/bin:")
                .doesNotContain("/home/me");
        assertThatThrownBy(() -> Scrubbed.of(caller, List.of("LD_PRELOAD"), view))
                .isInstanceOf(CommandFailure.class);
    }

    /// Nothing is started when a program is missing.
    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> Toolbox.in(List.of(folder)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("--confine: install what is missing: ")
                .hasMessageContaining("`unshare` (util-linux)")
                .hasMessageContaining("`ip` (iproute2)")
                .hasMessageEndingWith("; nothing was started");
    }
}
