package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.Opinion;
import dev.sallyport.authority.intent.Reader;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Proposal;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the calls that give a shell a command to run.
///
/// A call is one when its name or description speaks of a shell and an argument is called like a command
/// (`command`, `cmd`, `script` …).
public final class ShellOpinion implements Reader {

    private static final double STOPPED_ABOVE = 0.5;
    private static final Set<String> SHELLS =
            Set.of("shell", "bash", "ssh", "terminal", "console", "sh", "zsh", "powershell", "commandline", "exec");
    private static final Set<String> COMMANDS =
            Set.of("command", "commands", "cmd", "cmds", "script", "commandline", "command_line", "bash", "shell");

    private final ShellReader reader;

    /// @param reader what reads a command beside its request
    public ShellOpinion(ShellReader reader) {
        this.reader = reader;
    }

    @Override
    public Optional<Opinion> read(Proposal proposal) {
        return readings(proposal.call()).stream()
                .map(command -> opinion(reader.read(proposal.request(), proposal.system(), command)))
                .max(Comparator.comparingDouble(Opinion::score));
    }

    private Opinion opinion(ShellReader.Seen seen) {
        if (!seen.stops().isEmpty()) {
            return Opinion.of(seen.stops().getFirst());
        }
        double score = reader.score(seen);
        List<String> why = score > STOPPED_ABOVE
                ? reader.reasons(seen).stream().map(Feature::words).distinct().toList()
                : List.of();
        return Opinion.of("shell", score, STOPPED_ABOVE, why);
    }

    /// What a shell would be given: a list may be commands in order, or one command's words, so both are read.
    private static Set<String> readings(Call call) {
        List<String> commands = shells(call)
                ? call.arguments().stream()
                        .filter(argument -> COMMANDS.contains(name(argument.path())))
                        .map(Call.Argument::text)
                        .toList()
                : List.of();
        return commands.isEmpty()
                ? Set.of()
                : new LinkedHashSet<>(List.of(String.join("\n", commands), String.join(" ", commands)));
    }

    private static boolean shells(Call call) {
        String about = (call.tool() + " " + call.description()).toLowerCase(Locale.ROOT);
        return Request.atoms(about).stream().anyMatch(SHELLS::contains);
    }

    /// The last name of a path: `input.commands[0]` is `commands`.
    private static String name(String path) {
        String plain = path.replaceAll("\\[[^\\]]*\\]", "");
        return plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
