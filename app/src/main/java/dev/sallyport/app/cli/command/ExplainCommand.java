package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Explain.Explanation;
import dev.sallyport.app.cli.work.Explain.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description =
                "Says what would be decided about a statement, and why: what it was understood as, which door, which"
                        + " rule. Asks no gateway and no target. Ends with 1 unless the verdict is permit.",
        footer = {
            "  sallyport explain -c sallyport.yaml --target crm --purpose resolve-ticket \\",
            "    'SELECT * FROM customers WHERE id = 42'",
            "  sallyport explain -c sallyport.yaml --target crm --param 42 \\",
            "    'SELECT email FROM customers WHERE id = $$1'",
            "  sallyport explain -c sallyport.yaml --target crm - < statement.sql"
        })
public final class ExplainCommand implements Callable<Integer> {

    private static final int LONGEST = 1 << 20;

    private final Shell shell;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "The configuration.")
    private Path configuration = Path.of("");

    @Option(names = "--target", paramLabel = "NAME", required = true, description = "The target's configured name.")
    private String target = "";

    @Option(
            names = "--purpose",
            paramLabel = "NAME",
            description = "A configured purpose. Default: the target's default contract.")
    private String purpose = "";

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description = "The auth method. Needed when several reach the target.")
    private String from = "";

    @Option(names = "--as", paramLabel = "ROLE", description = "The role at the target. Default: the access rule's.")
    private String as = "";

    @Option(
            names = "--claim",
            paramLabel = "NAME=VALUE",
            description = "A claim of the pretended workload; may be repeated.")
    private List<String> claims = new ArrayList<>();

    @Option(names = "--param", paramLabel = "VALUE", description = "A bound parameter, in order; may be repeated.")
    private List<String> parameters = new ArrayList<>();

    @Option(names = "--sql", paramLabel = "STATEMENT", description = "The statement, instead of the last argument.")
    private @Nullable String sql;

    @Parameters(
            paramLabel = "STATEMENT",
            arity = "0..1",
            description = "The statement; - reads it from the standard input.")
    private @Nullable String statement;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public ExplainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Question question = new Question(configuration, target, purpose, from, as, claims, statementText(), parameters);
        Explanation explanation = shell.work().explain().explain(question);
        ExplanationView view = new ExplanationView(explanation);
        if (json) {
            shell.console().json(view.json());
        } else {
            view.print(shell.console());
        }
        return (explanation.verdict().equals("permit") ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private String statementText() throws CommandFailure, IOException {
        if ((sql == null) == (statement == null)) {
            throw new CommandFailure(ExitCode.USAGE, "give one statement, as the last argument or with --sql");
        }
        String given = sql == null ? String.valueOf(statement) : sql;
        if (sql != null || !given.equals("-")) return given;
        return new String(shell.in().readNBytes(LONGEST), StandardCharsets.UTF_8);
    }
}
