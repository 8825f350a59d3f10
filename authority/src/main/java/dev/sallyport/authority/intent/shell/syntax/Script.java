package dev.sallyport.authority.intent.shell.syntax;

import java.util.List;
import java.util.Set;

/// Everything that a text would run, as far as reading can tell.
///
/// @param commands in the order they stand; what one launches follows it
/// @param doubts why more or other may happen
/// @param functions names that the script defines
public record Script(List<Command> commands, Set<Doubt> doubts, Set<String> functions) {

    /// Takes copies.
    public Script {
        commands = List.copyOf(commands);
        doubts = Set.copyOf(doubts);
        functions = Set.copyOf(functions);
    }

    /// Reads a script. Never throws for a text; bounded by the limits.
    public static Script read(String text, Limits limits) {
        Findings findings = new Findings(limits);
        if (text.length() > limits.length()) {
            findings.doubt(Doubt.TOO_LARGE);
        } else {
            findings.read(text, Place.TOP, 0);
        }
        return findings.script();
    }
}
