package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `sallyport exec --confine` for programs that speak HTTP, to models and to tools: they reach their targets through
/// the gateway and in no other way, whoever runs exec. All of it happens in a network namespace without any route
/// outward ([ConfinedStage]).
///
/// Needs root, curl and a kernel that lets namespaces be made; what runs as a user that is nobody special needs
/// useradd and newuidmap too. What cannot run is skipped and says so.
@Timeout(400)
class ConfinedAgentTest {

    private static final int PATIENCE_SECONDS = 360;
    private static final String NO_CAPABILITY = "0000000000000000";

    private static String said = "";

    @BeforeAll
    static void play(@TempDir Path folder) throws Exception {
        assumeTrue(
                Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")),
                "skipped: a network namespace and another user need root here");
        Ran.program(folder, "curl");
        Ran tried = Ran.of(folder, System.getenv(), "unshare", "--net", "--ipc", "--user", "true");
        assumeTrue(tried.exit() == 0, "skipped: namespaces cannot be made here: " + tried.out());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(words(folder))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        said = Files.readString(output);
        assertThat(ended && process.exitValue() == 0).as(said).isTrue();
    }

    private static List<String> words(Path folder) {
        return List.of(
                "unshare",
                "--net",
                "--ipc",
                "--",
                "sh",
                "-c",
                "ip link set lo up; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ConfinedStage.class.getName(),
                folder.toString());
    }

    /// @return what was said between `BEGIN name` and `END`, and the exit code
    private static String said(String name) throws Exception {
        Matcher found = Pattern.compile("^BEGIN " + name + "\n(.*?\nEND \\S+)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(said);
        if (found.find()) return found.group(1);
        Optional<String> missing = TestUser.missing();
        assumeTrue(missing.isEmpty(), "skipped: nobody else can run exec here: " + missing.orElse(""));
        throw new AssertionError("nothing is said of " + name + " in: " + said);
    }

    /// Otherwise a wall that is not needed would pass.
    @Test
    void withoutTheConfinementEverythingIsReached() throws Exception {
        assertThat(said("FREE"))
                .containsPattern("straight to shop: .*/customers/9")
                .containsPattern("straight to vault: .*/customers/9")
                .containsPattern("straight to model: .*who are you")
                .containsPattern("straight to desk: .*jsonrpc")
                .contains("straight to metadata: the machine's own credentials")
                .endsWith("END 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOT", "ANYBODY"})
    void everyTargetIsReachedThroughTheGateway(String who) throws Exception {
        assertThat(said(who))
                .containsPattern("http: .*\"path\":\"/customers/1\"")
                .containsPattern("openai: .*Hello\\.")
                .containsPattern("anthropic: .*Hello\\.")
                .containsPattern("mcp: .*the tool look ran")
                .containsPattern("proxy: .*\"path\":\"/customers/3\"")
                .endsWith("END 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOT", "ANYBODY"})
    void nothingIsReachedPastTheGateway(String who) throws Exception {
        Map<String, String> refused = Map.of(
                "shop", "/customers/9",
                "vault", "/customers/9",
                "model", "who are you",
                "desk", "jsonrpc",
                "metadata", "credentials");
        String all = said(who);
        refused.forEach((target, answer) -> assertThat(line(all, "straight to " + target))
                .contains("curl: (7)")
                .doesNotContain(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOT", "ANYBODY"})
    void theCommandIsSomebodyElseAndMayNothing(String who) throws Exception {
        String all = said(who);
        for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"))
            assertThat(line(all, set)).isEqualTo(set + ":\t" + NO_CAPABILITY);
        assertThat(line(all, "NoNewPrivs")).isEqualTo("NoNewPrivs:\t1");
        int id = Integer.parseInt(line(all, "id ").substring("id ".length()));
        if (who.equals("ROOT")) assertThat(id).isBetween(61184, 65519);
        else assertThat(id).isBetween(range(1), range(2));
    }

    /// The targets' keys stay with the gateway.
    @ParameterizedTest
    @ValueSource(strings = {"ROOT", "ANYBODY"})
    void noKeyOfATargetIsSeen(String who) throws Exception {
        assertThat(said(who)).doesNotContain(ShopStage.KEY);
    }

    /// The user's own range of /etc/subuid.
    private static int range(int end) {
        Matcher found =
                Pattern.compile("^RANGE (\\d+) (\\d+)$", Pattern.MULTILINE).matcher(said);
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(end));
    }

    private static String line(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line begins with " + start + ": " + text));
    }

    @Test
    void withoutNewuidmapNothingIsStarted() throws Exception {
        assertThat(said("WITHOUT /usr/bin/newuidmap"))
                .contains("--confine: install what is missing: `newuidmap`, `newgidmap` (package uidmap);"
                        + " nothing was started")
                .doesNotContain("it-ran");
        assertThat(said).containsPattern("(?s)BEGIN WITHOUT /usr/bin/newuidmap.*?\nEND 1\nOPENED 0\n");
    }

    @Test
    void withoutARangeOfUserIdsNothingIsStarted() throws Exception {
        assertThat(said("WITHOUT /etc/subuid"))
                .containsPattern("--confine: a user id for the command is needed: run as root, or give"
                        + " `sallyport-t\\d+` a range in /etc/subuid; nothing was started")
                .doesNotContain("it-ran");
        assertThat(said).containsPattern("(?s)BEGIN WITHOUT /etc/subuid.*?\nEND 1\nOPENED 0\n");
    }
}
