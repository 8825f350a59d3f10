package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "schema",
        description = "Prints the JSON Schema of the configuration, for editors that complete and check YAML.",
        footer = "  sallyport schema > sallyport.schema.json")
public final class SchemaCommand implements Callable<Integer> {

    private final Shell shell;

    public SchemaCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.console().line(shell.work().schema().json().stripTrailing());
        return ExitCode.OK.number();
    }
}
