package dev.sallyport.app.cli;

import dev.sallyport.app.cli.command.Shell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.work.Work;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// The entry point that the launcher calls.
public final class Main {

    /// Set by the launcher when the standard output is a terminal: how many columns it has.
    private static final String COLUMNS = "sallyport.columns";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Cli(shell(Unwired.work())).run(arguments));
    }

    private static Shell shell(Work work) {
        Map<String, String> environment = System.getenv();
        return new Shell(
                console(environment),
                work,
                System.in,
                environment,
                Path.of(""),
                Clock.systemUTC(),
                Version.ofThisBuild());
    }

    private static Console console(Map<String, String> environment) {
        boolean noColor = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(
                writer(System.out, System.out.charset()),
                writer(System.err, System.err.charset()),
                Integer.getInteger(COLUMNS, 0),
                noColor);
    }

    /// What goes into a file or a pipe is UTF-8, whatever a terminal would need.
    private static PrintWriter writer(PrintStream stream, Charset terminal) {
        Charset charset = Integer.getInteger(COLUMNS, 0) > 0 ? terminal : StandardCharsets.UTF_8;
        return new PrintWriter(stream, true, charset);
    }
}
