package dev.sallyport.app.cli;

import dev.sallyport.app.cli.command.ApproveCommand;
import dev.sallyport.app.cli.command.BenchCommand;
import dev.sallyport.app.cli.command.BenchDecideCommand;
import dev.sallyport.app.cli.command.BenchHttpCommand;
import dev.sallyport.app.cli.command.BenchIdentityCommand;
import dev.sallyport.app.cli.command.BenchIntentCommand;
import dev.sallyport.app.cli.command.BenchLlmCommand;
import dev.sallyport.app.cli.command.BenchMcpCommand;
import dev.sallyport.app.cli.command.BenchPostgresCommand;
import dev.sallyport.app.cli.command.CaCommand;
import dev.sallyport.app.cli.command.CaShowCommand;
import dev.sallyport.app.cli.command.CheckCommand;
import dev.sallyport.app.cli.command.DemoCommand;
import dev.sallyport.app.cli.command.DenyCommand;
import dev.sallyport.app.cli.command.EndCommand;
import dev.sallyport.app.cli.command.EvalCommand;
import dev.sallyport.app.cli.command.ExecCommand;
import dev.sallyport.app.cli.command.ExplainCommand;
import dev.sallyport.app.cli.command.HelpCommand;
import dev.sallyport.app.cli.command.HoldsCommand;
import dev.sallyport.app.cli.command.LearnCommand;
import dev.sallyport.app.cli.command.ReloadCommand;
import dev.sallyport.app.cli.command.ReplayCommand;
import dev.sallyport.app.cli.command.RootCommand;
import dev.sallyport.app.cli.command.RotateCommand;
import dev.sallyport.app.cli.command.SchemaCommand;
import dev.sallyport.app.cli.command.ServeCommand;
import dev.sallyport.app.cli.command.SessionsCommand;
import dev.sallyport.app.cli.command.Shell;
import dev.sallyport.app.cli.command.StatusCommand;
import dev.sallyport.app.cli.command.TargetCommand;
import dev.sallyport.app.cli.command.TargetSetupCommand;
import dev.sallyport.app.cli.command.TestCommand;
import dev.sallyport.app.cli.command.ToolsApproveCommand;
import dev.sallyport.app.cli.command.ToolsCommand;
import dev.sallyport.app.cli.command.ToolsDismissCommand;
import dev.sallyport.app.cli.command.TrailCommand;
import dev.sallyport.app.cli.command.TrailFollowCommand;
import dev.sallyport.app.cli.command.TrailRecomputeCommand;
import dev.sallyport.app.cli.command.TrailRevealCommand;
import dev.sallyport.app.cli.command.TrailShowCommand;
import dev.sallyport.app.cli.command.TrailVerifyCommand;
import dev.sallyport.app.cli.command.VersionCommand;
import dev.sallyport.app.cli.text.Ansi;
import dev.sallyport.app.cli.work.ExitCode;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The tree of commands, and what their failures mean.
public final class Cli {

    private static final int HELP_WIDTH = 100;
    private static final String HELP = "help";

    /// In the order of the help text. Each is made when it is needed: making all of them takes longer than many a
    /// command.
    private static final List<Made> COMMANDS = List.of(
            new Made("demo", DemoCommand::new),
            new Made("test", _ -> new TestCommand()),
            new Made("check", CheckCommand::new),
            new Made("serve", ServeCommand::new),
            new Made("exec", ExecCommand::new),
            new Made("eval", EvalCommand::new),
            new Made("explain", ExplainCommand::new),
            new Made("status", StatusCommand::new),
            new Made("sessions", Cli::sessions),
            new Made("holds", HoldsCommand::new),
            new Made("approve", ApproveCommand::new),
            new Made("deny", DenyCommand::new),
            new Made("tools", Cli::tools),
            new Made("reload", ReloadCommand::new),
            new Made(
                    "target",
                    shell -> new CommandLine(new TargetCommand()).addSubcommand(new TargetSetupCommand(shell))),
            new Made("ca", shell -> new CommandLine(new CaCommand()).addSubcommand(new CaShowCommand(shell))),
            new Made("trail", Cli::trail),
            new Made("replay", ReplayCommand::new),
            new Made("learn", LearnCommand::new),
            new Made("bench", Cli::bench),
            new Made("schema", SchemaCommand::new),
            new Made("version", VersionCommand::new),
            new Made(HELP, HelpCommand::new));

    private final Shell shell;

    /// @param name the one in its annotation, which would have to be read from the class
    /// @param by what stands below `sallyport`, itself or with commands of its own
    private record Made(String name, Function<Shell, Object> by) {}

    public Cli(Shell shell) {
        this.shell = shell;
    }

    /// @return the exit code
    public int run(String... arguments) {
        return tree(arguments.length == 0 ? "" : arguments[0]).execute(arguments);
    }

    /// All of it. For the documents and their tests.
    CommandLine tree() {
        return tree("");
    }

    /// @param first what was typed first. The name of a command: with nothing beside it
    private CommandLine tree(String first) {
        boolean alone = !first.equals(HELP)
                && COMMANDS.stream().anyMatch(made -> made.name().equals(first));
        CommandLine tree = new CommandLine(new RootCommand(shell));
        COMMANDS.stream()
                .filter(made -> !alone || made.name().equals(first))
                .forEach(made -> tree.addSubcommand(made.name(), made.by().apply(shell)));
        Failures failures = new Failures(shell.console());
        dressed(tree);
        tree.setOut(shell.console().out());
        tree.setErr(shell.console().err());
        tree.setCaseInsensitiveEnumValuesAllowed(true);
        tree.setExecutionStrategy(this::execute);
        tree.setParameterExceptionHandler(failures::usage);
        tree.setExecutionExceptionHandler(failures::execution);
        return tree;
    }

    private int execute(CommandLine.ParseResult parsed) {
        boolean colored = shell.console().ansi() == Ansi.ON;
        parsed.commandSpec()
                .commandLine()
                .setColorScheme(Help.defaultColorScheme(colored ? Help.Ansi.ON : Help.Ansi.OFF));
        return new CommandLine.RunLast().execute(parsed);
    }

    private static CommandLine sessions(Shell shell) {
        return new CommandLine(new SessionsCommand(shell))
                .addSubcommand(new EndCommand(shell))
                .addSubcommand(new RotateCommand(shell));
    }

    private static CommandLine tools(Shell shell) {
        return new CommandLine(new ToolsCommand(shell))
                .addSubcommand(new ToolsApproveCommand(shell))
                .addSubcommand(new ToolsDismissCommand(shell));
    }

    private static CommandLine trail(Shell shell) {
        return new CommandLine(new TrailCommand())
                .addSubcommand(new TrailShowCommand(shell))
                .addSubcommand(new TrailFollowCommand(shell))
                .addSubcommand(new TrailVerifyCommand(shell))
                .addSubcommand(new TrailRevealCommand(shell))
                .addSubcommand(new TrailRecomputeCommand(shell));
    }

    private static CommandLine bench(Shell shell) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new BenchPostgresCommand(shell))
                .addSubcommand(new BenchHttpCommand(shell))
                .addSubcommand(new BenchLlmCommand(shell))
                .addSubcommand(new BenchMcpCommand(shell))
                .addSubcommand(new BenchIntentCommand(shell))
                .addSubcommand(new BenchDecideCommand(shell))
                .addSubcommand(new BenchIdentityCommand(shell));
    }

    /// What every help text has.
    private static CommandLine dressed(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.width(HELP_WIDTH);
        usage.optionListHeading("%nOptions:%n");
        usage.parameterListHeading("%nArguments:%n");
        usage.commandListHeading("%nCommands:%n");
        usage.footerHeading("%nExamples:%n");
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.exitCodeList(ExitCode.table());
        usage.sortOptions(false);
        command.getSubcommands().values().forEach(Cli::dressed);
        return command;
    }
}
