package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Spans;
import dev.sallyport.app.cli.text.Table;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "holds",
        description =
                "Lists the actions that wait for a human, or shows one of them whole. Statements that may hold sensitive"
                        + " values are shown to the role approve only.",
        footer = {"  sallyport holds", "  sallyport holds h-7", "  sallyport holds --json"})
public final class HoldsCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Parameters(paramLabel = "ID", arity = "0..1", defaultValue = "", description = "Show this one whole.")
    private String id = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public HoldsCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (!id.isEmpty()) return one();
        JsonNode answer = gateway.reach().get("/v1/holds", Role.READ);
        if (json) {
            shell.console().json(answer);
        } else if (answer.path("holds").isEmpty()) {
            shell.console().line("nothing waits");
        } else {
            shell.console().table(table(answer.path("holds")));
        }
        return ExitCode.OK.number();
    }

    private int one() throws CommandFailure, InterruptedException {
        JsonNode hold = HeldView.find(gateway.reach(), id);
        if (json) {
            shell.console().json(hold);
        } else {
            new HeldView(hold).print(shell.console(), shell.clock().instant());
        }
        return ExitCode.OK.number();
    }

    private Table table(JsonNode holds) {
        Instant now = shell.clock().instant();
        Table table = Table.under("ID", "WORKLOAD", "TARGET", "PURPOSE", "EXPIRES", "RULE", "STATEMENT");
        for (JsonNode hold : holds) {
            table = table.row(
                    Cell.of(hold.path("id").asText()),
                    Cell.of(hold.path("session").path("workload").asText()),
                    Cell.of(hold.path("session").path("target").asText()),
                    Cell.of(hold.path("session").path("purpose").asText()),
                    Cell.of(Spans.until(Instant.parse(hold.path("expiresAt").asText()), now), Style.WAITING),
                    Cell.of(hold.path("rule").asText()),
                    HeldView.statement(hold));
        }
        return table;
    }
}
