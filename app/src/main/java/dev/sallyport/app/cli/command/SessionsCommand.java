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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sessions",
        description =
                "Lists the open sessions, oldest first, and the trees of tasks that session tokens were given out for.",
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
        } else {
            show(answer.path("sessions"), answer.path("tasks"));
        }
        return ExitCode.OK.number();
    }

    private void show(JsonNode sessions, JsonNode tasks) {
        if (sessions.isEmpty()) shell.console().line("no session is open");
        else shell.console().table(table(sessions));
        if (!tasks.isEmpty()) shell.console().table(tasks(tasks));
    }

    /// Parts of a task stand further in than what they were delegated from.
    private Table tasks(JsonNode tasks) {
        Instant now = shell.clock().instant();
        Table table = Table.under("TASK", "WORKLOAD", "TARGETS", "PURPOSE", "OPENED", "ENDS");
        for (JsonNode task : tasks) {
            List<String> targets = new ArrayList<>();
            task.path("targets").forEach(target -> targets.add(target.asText()));
            table = table.row(
                    Cell.of("  ".repeat(task.path("depth").asInt())
                            + task.path("id").asText()),
                    Cell.of(task.path("workload").asText()),
                    Cell.of(String.join(" ", targets)),
                    Cell.of(task.path("purpose").asText()),
                    Cell.of(Spans.since(Instant.parse(task.path("openedAt").asText()), now)),
                    Cell.of(Spans.until(Instant.parse(task.path("endsAt").asText()), now)));
        }
        return table;
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
