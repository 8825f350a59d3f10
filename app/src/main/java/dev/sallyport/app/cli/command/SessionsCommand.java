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

@Command(
        name = "sessions",
        description = "Lists the open sessions, oldest first.",
        footer = {"  sallyport sessions", "  sallyport sessions --json", "  sallyport sessions end s-5f0c"})
public final class SessionsCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public SessionsCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        JsonNode answer = gateway.reach().get("/v1/sessions", Role.READ);
        if (json) {
            shell.console().json(answer);
        } else if (answer.path("sessions").isEmpty()) {
            shell.console().line("no session is open");
        } else {
            shell.console().table(table(answer.path("sessions")));
        }
        return ExitCode.OK.number();
    }

    private Table table(JsonNode sessions) {
        Table table =
                Table.under("ID", "WORKLOAD", "TARGET", "PURPOSE", "MODE", "OPENED", "ENDS", "PERMITTED", "DENIED");
        for (JsonNode session : sessions) table = table.row(row(session));
        return table;
    }

    private Cell[] row(JsonNode session) {
        Instant now = shell.clock().instant();
        boolean observed = session.path("mode").asText().equals("observe");
        return new Cell[] {
            Cell.of(session.path("id").asText()),
            Cell.of(session.path("workload").asText()),
            Cell.of(session.path("target").asText()),
            Cell.of(session.path("purpose").asText()),
            Cell.of(session.path("mode").asText(), observed ? Style.WAITING : Style.PLAIN),
            Cell.of(Spans.since(Instant.parse(session.path("openedAt").asText()), now)),
            Cell.of(Spans.until(Instant.parse(session.path("endsAt").asText()), now)),
            Cell.of(session.path("permitted").asText()),
            Cell.of(session.path("denied").asText())
        };
    }
}
