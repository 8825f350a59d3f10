package dev.sallyport.app;

import dev.sallyport.app.bench.MachineBench;
import dev.sallyport.app.book.FileTrailBook;
import dev.sallyport.app.cli.Cli;
import dev.sallyport.app.cli.Version;
import dev.sallyport.app.cli.command.Shell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.work.Work;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.schema.JsonSchema;
import dev.sallyport.app.demo.CrmDemo;
import dev.sallyport.app.eval.EvaluationOfIntent;
import dev.sallyport.app.exec.GatewayExec;
import dev.sallyport.app.history.FileHistory;
import dev.sallyport.app.inspect.ConfigurationCheck;
import dev.sallyport.app.inspect.ConfiguredWhereabouts;
import dev.sallyport.app.inspect.OfflineExplain;
import dev.sallyport.app.inspect.PostgresSetup;
import dev.sallyport.app.service.GatewayService;
import dev.sallyport.app.wiring.FileContents;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The entry point that the launcher calls.
public final class Main {

    /// Set by the launcher when the standard output is a terminal: how many columns it has.
    private static final String COLUMNS = "sallyport.columns";

    /// Set by the launcher: its own folder, for what is fetched once.
    private static final String WORK = "sallyport.work";

    /// A record of the log: when, how bad, what.
    private static final String LOG_LINE = "%1$tF %1$tT%1$tz %4$s %5$s%6$s%n";

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getProperty("java.util.logging.config.file") == null)
            System.setProperty("java.util.logging.SimpleFormatter.format", LOG_LINE);
        System.exit(new Cli(shell(work(Clock.systemUTC()))).run(arguments));
    }

    /// Whether whoever sits there types Ctrl-C to every process of the command line.
    private static boolean terminal() {
        return Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
    }

    /// Everything that the commands call, put together.
    private static Work work(Clock clock) throws IOException {
        FileGuard guard = FileGuard.ofThisProcess();
        Secrets secrets = new Secrets(guard, System.getenv());
        ConfigurationFile loader =
                new ConfigurationFile(guard, System.getenv(), RealGrammars.all(), List.of(new RoomChecks()), clock);
        return new Work(
                new ConfiguredWhereabouts(loader),
                new GatewayService(loader, clock),
                new ConfigurationCheck(loader.with(new FileContents(secrets, clock))),
                new CrmDemo(loader, clock, System.getenv(), workFolder()),
                new OfflineExplain(loader, clock),
                new MachineBench(clock),
                JsonSchema::text,
                new PostgresSetup(loader, secrets),
                new FileTrailBook(),
                new FileHistory(loader),
                new GatewayExec(loader, clock, new SecureRandom(), terminal()),
                new EvaluationOfIntent(System::nanoTime));
    }

    /// Where the launcher lets things be kept; null without it.
    private static @Nullable Path workFolder() {
        String folder = System.getProperty(WORK, "");
        return folder.isEmpty() ? null : Path.of(folder);
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
