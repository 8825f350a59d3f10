package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "tools",
        description =
                "Lists the tools of MCP servers: which are trusted, and which changed and wait for a human, with what"
                        + " is different.",
        footer = {"  sallyport tools", "  sallyport tools approve helpdesk get_ticket", "  sallyport tools --json"})
public final class ToolsCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public ToolsCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        ToolsView view = ToolsView.of(gateway.reach());
        if (json) shell.console().json(Shapes.object().set("tools", view.tools()));
        else view.print(shell.console());
        return ExitCode.OK.number();
    }
}
