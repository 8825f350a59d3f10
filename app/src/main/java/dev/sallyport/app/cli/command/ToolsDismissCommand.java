package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.work.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dismiss",
        description =
                "Shows what is different in a tool that changed, and will not have it: the tool may be called again once the"
                        + " server says of it what is trusted. Needs the role approve.",
        footer = {"  sallyport tools dismiss helpdesk get_ticket"})
public final class ToolsDismissCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Parameters(index = "0", paramLabel = "TARGET", description = "The target's configured name.")
    private String target = "";

    @Parameters(index = "1", paramLabel = "TOOL", description = "The tool, as `sallyport tools` lists it.")
    private String tool = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Stands in the trail.")
    private String reason = "";

    public ToolsDismissCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return new ToolSettlement(shell, gateway.reach(), target, tool, reason)
                .settle("dismiss", Style.BAD, "dismissed");
    }
}
