package dev.sallyport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.cli.command.Shell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Every command explains itself, and `docs/cli.md` knows them all.
class HelpTest {

    private final StringWriter out = new StringWriter();

    private static Cli cli(StringWriter out) {
        Path nowhere = Path.of("nowhere");
        return new Cli(new Shell(
                new Console(new PrintWriter(out, true), new PrintWriter(out, true), 0, false),
                FakeWork.at(nowhere),
                new ByteArrayInputStream(new byte[0]),
                Map.of(),
                nowhere,
                InstantSource.system(),
                "0.1.0"));
    }

    /// `sallyport`, `sallyport trail`, `sallyport trail show`, …
    static Stream<String> commands() {
        return all(cli(new StringWriter()).tree())
                .map(command -> command.getCommandSpec().qualifiedName());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasExamplesAndExitCodes(String command) {
        List<String> words = Arrays.asList(command.split(" "));
        String[] arguments =
                Stream.concat(words.stream().skip(1), Stream.of("--help")).toArray(String[]::new);
        assertThat(cli(out).run(arguments)).isZero();
        assertThat(out.toString()).contains("Usage: " + command, "Examples:\n", "Exit codes:\n");
        assertThat(example(out.toString())).contains(words.getLast());
    }

    private static String example(String help) {
        return help.substring(help.indexOf("Examples:\n"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theManualHasEveryCommandAndOption(String command) throws IOException {
        String manual = manual();
        assertThat(manual).contains("`" + command);
        all(cli(out).tree())
                .filter(line -> line.getCommandSpec().qualifiedName().equals(command))
                .flatMap(line -> line.getCommandSpec().options().stream())
                .forEach(option -> assertThat(manual).contains("`" + option.longestName()));
    }

    @ParameterizedTest
    @EnumSource
    void theManualHasEveryExitCode(ExitCode code) throws IOException {
        assertThat(manual()).contains("| " + code.number() + " | " + code.meaning() + " |");
    }

    private static String manual() throws IOException {
        return Files.readString(Stream.of(Path.of("docs/cli.md"), Path.of("../docs/cli.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow());
    }
}
