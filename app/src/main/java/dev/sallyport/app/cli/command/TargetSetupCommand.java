package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.TargetSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "setup",
        description =
                "Prints the SQL that makes the gateway's own account at a target: one that gives out leases through"
                        + " functions it cannot change, and can neither read nor do anything else. Can be run again"
                        + " after a change of roles or purposes. Needs no running gateway.",
        footer = {
            "  sallyport target setup crm > crm.sql",
            "  sallyport target setup crm --apply --admin file:secrets/crm-owner",
            "  sallyport target setup crm -c /etc/sallyport/sallyport.yaml | psql -X -h db -d crm"
        })
public final class TargetSetupCommand implements Callable<Integer> {

    private static final String FILE = "sallyport.yaml";

    private final Shell shell;

    @Parameters(paramLabel = "NAME", description = "The target's configured name.")
    private String target = "";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = FILE,
            description = "The configuration. Default: ${DEFAULT-VALUE}.")
    private Path configuration = Path.of(FILE);

    @Option(names = "--apply", description = "Run it at the target, all or nothing, instead of printing it.")
    private boolean apply;

    @Option(
            names = "--admin",
            paramLabel = "REFERENCE",
            description = "With --apply: a file with user:password of who may make roles and grant on the tables, such"
                    + " as a superuser: `file:` and its path. Not kept.")
    private String admin = "";

    public TargetSetupCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        TargetSetup setup = shell.work().targetSetup();
        if (apply == admin.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--apply and --admin belong together: say who may do it, or print the SQL");
        }
        if (apply) {
            setup.apply(configuration, target, admin, shell.console()::note);
            shell.console()
                    .line("set up: write `minting: functions` in targets." + target
                            + ".postgres, then start or reload");
        } else {
            shell.console().line(setup.script(configuration, target).stripTrailing());
        }
        return ExitCode.OK.number();
    }
}
