package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Exec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "exec",
        description =
                "Runs a command that needs no change: finds the platform's proof of who this is, opens a session for one"
                        + " purpose, tells the command where the gateway is (PGHOST, PGPASSFILE, …), keeps its token fresh,"
                        + " and closes the session when the command has ended. The command's exit code is its own.",
        footer = {
            "  sallyport exec --gateway https://sallyport.internal:8443 --ca ca.pem --purpose resolve-ticket \\",
            "      --target crm -- psql -c 'SELECT subject FROM tickets WHERE id = 7'",
            "  sallyport exec -c sallyport.yaml --purpose resolve-ticket --task 'ticket 4711' -- python3 agent.py",
            "  sallyport exec --gateway https://sallyport.internal:8443 --purpose resolve-ticket --target crm \\",
            "      --confine --show . -- python3 agent.py"
        })
public final class ExecCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration of a gateway on this machine: says where it listens.")
    private @Nullable Path configuration;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "The gateway's session endpoint, such as https://sallyport.internal:8443.")
    private @Nullable URI gateway;

    @Option(
            names = "--postgres",
            paramLabel = "HOST:PORT",
            description = "Its PostgreSQL listener. Default: the endpoint's host, port 6432.")
    private String postgres = "";

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "PEM file of who vouches for the gateway's certificate. Default: those that the system trusts.")
    private @Nullable Path authorities;

    @Option(names = "--purpose", paramLabel = "NAME", required = true, description = "What the session is for.")
    private String purpose = "";

    @Option(names = "--task", paramLabel = "TEXT", description = "The task in free text: evidence, never a grant.")
    private String task = "";

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "A target; may come several times. Default: the only one of the configuration.")
    private List<String> targets = List.of();

    @Option(
            names = "--proof",
            paramLabel = "PLACE",
            description =
                    "Take the proof from here only: spiffe, kubernetes, aws, github or file:PATH. Default: the first"
                            + " of these, in this order, that has one.")
    private String proof = "";

    @Option(
            names = "--audience",
            paramLabel = "NAME",
            defaultValue = "sallyport",
            description = "The gateway's name in proofs. Default: ${DEFAULT-VALUE}.")
    private String audience = "sallyport";

    @Option(
            names = "--confine",
            description =
                    "Let the command reach the gateway and nothing else: a user, network, process list, file system"
                            + " and environment of its own (Linux). Refuses to start it when that cannot be done.")
    private boolean confine;

    @Option(
            names = "--show",
            paramLabel = "PATH",
            description = "With --confine: a file or folder that the command sees, read-only; may come several times.")
    private List<Path> shown = List.of();

    @Option(
            names = "--env",
            paramLabel = "NAME",
            description = "With --confine: a variable that the command gets; may come several times.")
    private List<String> variables = List.of();

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The command and its arguments, after --.")
    private List<String> command = List.of();

    public ExecCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        Exec.Order order = new Exec.Order(
                new Exec.Way(configuration, gateway, postgres, authorities),
                new Exec.Task(purpose, task, targets, proof, audience),
                confine ? new Exec.Walls(shown, variables) : null,
                command);
        return shell.work().exec().run(order, shell.environment(), shell.folder(), shell.console()::note);
    }
}
