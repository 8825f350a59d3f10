package dev.sallyport.app.exec.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No attempt gets out of `exec --confine`, and they do without it. All of it happens in a
/// network namespace that has no route outward, so nothing can leave this machine even when the confinement
/// is broken.
///
/// Needs a Linux that lets this user make namespaces with two user ids, and perl and bash; is skipped, and
/// says so, where they are not there.
@Timeout(400)
class EscapeTest {

    private static final int PATIENCE_SECONDS = 360;

    /// How many of the attempts a machine may forbid to everybody before this test says nothing any more.
    private static final int MOST_IDLE = 3;

    /// What was said, by way and attempt: `FREE SU`, `CONFINED SU`.
    private static final Map<String, List<String>> SAID = new HashMap<>();

    @BeforeAll
    static void tryAll(@TempDir Path folder) throws Exception {
        assumeTrue(canConfine(), "skipped: " + why());
        for (String program : List.of("perl", "bash", "nsenter", "su", "mknod"))
            assumeTrue(Toolbox.find(program).isPresent(), "skipped: the attempts need `" + program + "`");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(folder.resolve("open"), "SECRET\n");
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(words(folder)).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(inherited(folder));
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended && process.exitValue() == 0).as(said).isTrue();
        sort(said.lines().toList());
    }

    private static boolean canConfine() {
        return why().isEmpty();
    }

    private static String why() {
        try {
            Toolbox.ofThisSystem();
            OwnId own = OwnId.choose(new java.security.SecureRandom());
            if (own.caller() != 0) return "the attempts are made as root, who has the most to lose";
            Process tried = new ProcessBuilder("unshare", "--net", "--ipc", "--user", "true").start();
            tried.getOutputStream().close();
            return tried.waitFor(10, TimeUnit.SECONDS) && tried.exitValue() == 0
                    ? ""
                    : "namespaces cannot be made here";
        } catch (CommandFailure e) {
            return e.text();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> words(Path folder) {
        String start = "exec 9< \"$1\"; shift; ip link set lo up; exec \"$@\"";
        return List.of(
                "unshare",
                "--net",
                "--ipc",
                "--",
                "sh",
                "-c",
                start,
                "sh",
                folder.resolve("open").toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EscapeStage.class.getName(),
                folder.toString());
    }

    private static Map<String, String> inherited(Path folder) {
        return Map.of(
                "AWS_SECRET_ACCESS_KEY", "in-the-environ",
                "PGPASSWORD", "in-the-environ",
                "PGSERVICEFILE", folder.resolve("home/.pg_service.conf").toString(),
                "SSH_AUTH_SOCK", folder.resolve("home/agent.sock").toString(),
                "HTTPS_PROXY", "http://127.0.0.1:3128",
                "http_proxy", "http://127.0.0.1:3128");
    }

    private static void sort(List<String> lines) {
        List<String> now = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("BEGIN ")) {
                now = new ArrayList<>();
                SAID.put(line.substring("BEGIN ".length()), now);
            } else {
                now.add(line);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotGetOut(EscapeAttempt attempt) {
        assertThat(SAID.get("CONFINED " + attempt))
                .as(attempt.name())
                .doesNotContain("ESCAPED")
                .contains("END");
    }

    /// An attempt that works nowhere proves nothing. A machine may itself forbid a few of them to everybody
    /// (a kernel without SysV shared memory, a container without device nodes), and then says so here.
    @ParameterizedTest
    @EnumSource
    void getsOutWithoutTheConfinement(EscapeAttempt attempt) {
        List<String> without = SAID.getOrDefault("FREE " + attempt, List.of());
        assertThat(without).as(attempt.name()).contains("END");
        assumeTrue(
                without.contains("ESCAPED"),
                "skipped: this machine does not let `" + attempt + "` work for anybody: " + without);
    }

    @Test
    void nearlyAllAttemptsWorkWithoutTheConfinement() {
        List<EscapeAttempt> idle = Arrays.stream(EscapeAttempt.values())
                .filter(attempt ->
                        !SAID.getOrDefault("FREE " + attempt, List.of()).contains("ESCAPED"))
                .toList();
        assertThat(idle).as("attempts that work nowhere on this machine").hasSizeLessThanOrEqualTo(MOST_IDLE);
    }

    /// Otherwise a confinement in which nothing works at all would pass.
    @Test
    void theGatewayIsReachedFromInsideByAnotherUser() {
        List<String> said = SAID.getOrDefault("CONFINED GATEWAY", List.of());
        assertThat(said).hasSize(4).startsWith("GATEWAY").endsWith("perl", "END");
        assertThat(Integer.parseInt(said.get(1))).isBetween(61184, 65519);
    }
}
