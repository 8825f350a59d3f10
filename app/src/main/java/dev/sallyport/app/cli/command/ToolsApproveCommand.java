package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.work.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "approve",
        description =
                "Shows what is different in a tool that changed, and trusts it in exactly this form from now on. What it does is"
                        + " another question: the hash covers what the server says of it. Needs the role approve.",
        footer = {"  sallyport tools approve helpdesk get_ticket --reason 'version 2 of the helpdesk, ticket 4711'"})
public final class ToolsApproveCommand implements Callable<Integer> {

    @Mixin
    private final ToolSettlement settlement;

    public ToolsApproveCommand(Shell shell) {
        this.settlement = new ToolSettlement(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return settlement.settle("approve", Style.GOOD, "trusted");
    }
}
