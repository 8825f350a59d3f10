package dev.sallyport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.admin.AdminServer;
import dev.sallyport.app.admin.AdminSettings;
import dev.sallyport.app.admin.FakeGateway;
import dev.sallyport.app.admin.view.Reload;
import dev.sallyport.app.cli.command.Shell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.history.Chronicle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each file under `transcripts` is what a user types and sees, run against a real admin server with fakes behind it.
///
/// `$ sallyport …` is run, `$ cat FILE` shows a file, `$ gateway WORD` makes the fake gateway do something. What
/// follows is the standard output, then the standard error with `! ` before each line, then the exit code
/// in brackets unless it is 0. `DIR` stands for a folder of the test's own, `HASH` for the name of
/// `old.yaml`, and `ME` for the user who runs it.
@Timeout(120)
class TranscriptTest {

    @TempDir
    private Path folder;

    private final FakeGateway gateway = new FakeGateway();

    static Stream<Path> transcripts() throws IOException, URISyntaxException {
        Path all = Path.of(Objects.requireNonNull(TranscriptTest.class.getResource("/transcripts"))
                .toURI());
        try (Stream<Path> files = Files.list(all)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void whatIsTypedShowsWhatIsWritten(Path transcript) throws IOException {
        List<String> expected = Files.readAllLines(transcript);
        Path state = folder.resolve("state");
        AdminSettings settings = new AdminSettings(state.resolve("admin.sock"), state.resolve("tokens"));
        try (AdminServer server = AdminServer.start(settings, gateway.desks(), new SecureRandom())) {
            assertThat(server.socket()).exists();
            assertThat(String.join("\n", replay(expected, server)))
                    .as(transcript.getFileName().toString())
                    .isEqualTo(String.join("\n", expected));
        }
    }

    /// The transcript as it really goes: the same commands, comments and blank lines between them, and what was shown.
    private List<String> replay(List<String> expected, AdminServer server) throws IOException {
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < expected.size(); ) {
            String line = expected.get(i);
            int next = line.startsWith("$ ") ? endOfBlock(expected, i + 1) : i + 1;
            actual.add(line);
            if (line.startsWith("$ ")) {
                actual.addAll(run(line.replace("DIR", folder.toString()), server));
                actual.addAll(blanksBefore(expected, i, next));
            }
            i = next;
        }
        return actual;
    }

    private static int endOfBlock(List<String> lines, int from) {
        int end = from;
        while (end < lines.size()
                && !lines.get(end).startsWith("$ ")
                && !lines.get(end).startsWith("#")) end++;
        return end;
    }

    private static List<String> blanksBefore(List<String> lines, int command, int end) {
        int from = end;
        while (from > command + 1 && lines.get(from - 1).isEmpty()) from--;
        return lines.subList(from, end);
    }

    private List<String> run(String line, AdminServer server) throws IOException {
        List<String> words = Words.of(line);
        return switch (words.get(1)) {
            case "sallyport" -> sallyport(words.subList(2, words.size()));
            case "cat" -> Files.readAllLines(Path.of(words.get(2)));
            case "gateway" -> tell(words.get(2), server);
            default -> throw new IllegalArgumentException("a transcript knows no such command: " + line);
        };
    }

    private List<String> tell(String what, AdminServer server) throws IOException {
        switch (what) {
            case "stops" -> server.close();
            case "is-troubled" -> gateway.troubles("the trail cannot be written: no space left");
            case "finds-faults" ->
                gateway.onReload((_, _) ->
                        new Reload.Rejected(List.of(new Reload.Fault("access[0].to", 12, "no such target: `cmr`"))));
            case "would-observe" ->
                gateway.onReload((_, may) -> may
                        ? new Reload.Loaded("fedcba9876543210", true)
                        : new Reload.ObserveNotAllowed(List.of("access[0]")));
            case "has-another-read-token" -> Files.writeString(folder.resolve("state/tokens/read.token"), "another");
            case "loses-approve-token" -> Files.delete(folder.resolve("state/tokens/approve.token"));
            case "holds-evil" ->
                gateway.add(FakeGateway.held(
                        "h-9",
                        FakeGateway.session("s-1", "support:triage"),
                        "SELECT '\u202e' -- \u001b[2J\nFROM t",
                        Set.of()));
            case "has-an-authority" -> {
                Path file = folder.resolve("state/ca/ca.pem");
                Files.createDirectories(file.getParent());
                Files.writeString(file, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
            }
            case "leaves-a-trail" -> Chronicle.leave(folder);
            case "has-its-trail-edited" -> Chronicle.edit(folder);
            case "tells" -> {
                return gateway.told.stream().map(this::plain).map(String::strip).toList();
            }
            default -> throw new IllegalArgumentException("the fake gateway knows no such word: " + what);
        }
        return List.of();
    }

    private List<String> sallyport(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new Cli(shell(out, err)).run(arguments.toArray(String[]::new));
        List<String> shown = new ArrayList<>(plain(out.toString()).lines().toList());
        plain(err.toString()).lines().map(line -> "! " + line).forEach(shown::add);
        if (code != 0) shown.add("[" + code + "]");
        return shown;
    }

    private Shell shell(StringWriter out, StringWriter err) {
        Path state = folder.resolve("state");
        return new Shell(
                new Console(new PrintWriter(out, true), new PrintWriter(err, true), 0, false),
                FakeWork.at(state),
                new ByteArrayInputStream("SELECT * FROM customers WHERE id = 42".getBytes(StandardCharsets.UTF_8)),
                Map.of("SALLYPORT_STATE", state.toString()),
                folder,
                InstantSource.fixed(FakeGateway.NOW),
                "0.1.0");
    }

    private String plain(String text) {
        return Chronicle.hashed(text, folder)
                .replace(folder.toString(), "DIR")
                .replace(" as " + me(), " as ME")
                .replace(" by " + me(), " by ME");
    }

    private String me() {
        try {
            return Files.getOwner(folder).getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
