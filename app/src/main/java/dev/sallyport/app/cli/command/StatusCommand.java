package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.text.Spans;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Says whether the gateway runs and is well. Ends with 1 when it is in trouble.",
        footer = {"  sallyport status", "  sallyport status -c sallyport.yaml --json"})
public final class StatusCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public StatusCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        JsonNode health = gateway.reach().get("/v1/health", Role.READ);
        if (json) {
            shell.console().json(health);
        } else {
            print(health, shell.console());
        }
        return (health.path("troubles").isEmpty() ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private void print(JsonNode health, Console console) {
        Instant started = Instant.parse(health.path("startedAt").asText());
        String status = health.path("status").asText();
        console.line(status.equals("ok") ? Style.GOOD : Style.BAD, SafeText.of(status));
        console.field("version", health.path("version").asText());
        console.field("started", Spans.since(started, shell.clock().instant()));
        console.field("configured", health.path("configuration").asText());
        health.path("troubles").forEach(trouble -> console.field("trouble", trouble.asText()));
    }
}
