package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Explain.Explanation;
import dev.sallyport.app.cli.work.Explain.Question;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.History.Story;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description =
                "Tells, in words, what happened in a session or to a request of the trail: who came, what was asked, what"
                        + " was decided and why, what came of it. With --target: what would be decided about a"
                        + " statement, a request or a call of a tool, and why; asks no gateway and no target, and ends with 1 unless permitted.",
        footer = {
            "  sallyport explain s-5f0c",
            "  sallyport explain s-5f0c-7 --trail copy/trail",
            "  sallyport explain -c sallyport.yaml --target crm --purpose resolve-ticket \\",
            "    'SELECT * FROM customers WHERE id = 42'",
            "  sallyport explain -c sallyport.yaml --target crm --param 42 \\",
            "    'SELECT email FROM customers WHERE id = $$1'",
            "  sallyport explain -c sallyport.yaml --target crm --found 12 \\",
            "    'SELECT json_agg(t) FROM tickets t WHERE customer_id = 42'",
            "  sallyport explain -c sallyport.yaml --target crm - < statement.sql",
            "  sallyport explain -c sallyport.yaml --target shop 'GET /customers/1'",
            "  sallyport explain -c sallyport.yaml --target helpdesk 'get_ticket {\"ticket_id\": 7}'"
        })
public final class ExplainCommand implements Callable<Integer> {

    private static final int LONGEST = 1 << 20;

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Option(
            names = "--trail",
            paramLabel = "DIR",
            description = "The folder of the trail, or a copy of it. Default: the gateway's.")
    private @Nullable Path trail;

    @Mixin
    private final BookOptions book = new BookOptions();

    @Option(
            names = "--target",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The target's configured name: then a statement is explained.")
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

    @Option(
            names = "--found",
            paramLabel = "N",
            description =
                    "How many records the target would count, where the gateway asks it for their number before it"
                            + " decides. Default: 1.")
    private @Nullable Long found;

    @Option(names = "--sql", paramLabel = "STATEMENT", description = "The statement, instead of the last argument.")
    private @Nullable String sql;

    @Parameters(
            paramLabel = "ID|STATEMENT",
            arity = "0..1",
            description = "A session, request or task of the trail; with --target a statement, - reads it from the"
                    + " standard input.")
    private @Nullable String statement;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public ExplainCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        return target.isEmpty() ? tell() : foretell();
    }

    private Integer tell() throws CommandFailure, IOException {
        if (sql != null) throw new CommandFailure(ExitCode.USAGE, "--sql needs --target");
        if (statement == null)
            throw new CommandFailure(ExitCode.USAGE, "say which session or request, or with --target which statement");
        String id = Ids.checked(statement);
        Book read = trail == null ? book.of(gateway.places()) : book.of(trail);
        Story story = shell.work()
                .history()
                .story(read, id)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.REFUSED, "the trail knows no session, request or task of that name: `" + id + "`"));
        StoryView view = new StoryView(story);
        if (json) shell.console().json(view.json());
        else view.print(shell.console());
        return ExitCode.OK.number();
    }

    private Integer foretell() throws CommandFailure, IOException {
        if (found != null && found < 0)
            throw new CommandFailure(
                    ExitCode.USAGE, "--found is a number of records, write 0 or more: `" + found + "`");
        Question question =
                new Question(gateway.file(), target, purpose, from, as, claims, statementText(), parameters, found);
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
