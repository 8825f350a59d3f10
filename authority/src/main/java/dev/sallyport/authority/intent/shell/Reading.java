package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.shell.syntax.Script;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A request and a command, read.
///
/// @param constructs the command in the vocabulary of [Constructs]
record Reading(Request request, Script script, List<Step> steps, Set<String> constructs, Literals literals) {

    static Reading of(Request request, Script script, Utilities utilities) {
        List<Step> steps = script.commands().stream()
                .map(command -> Step.of(command, utilities))
                .toList();
        return new Reading(request, script, steps, Constructs.of(steps), Literals.of(steps));
    }

    /// All words of the command in lower case, what they name and what they do.
    String lower() {
        StringBuilder all = new StringBuilder();
        for (Step step : steps) {
            all.append(step.name()).append(' ');
            step.command().texts().forEach(text -> all.append(text).append(' '));
            step.command()
                    .redirections()
                    .forEach(r -> all.append(r.target().text()).append(' '));
            step.command().assignments().forEach(word -> all.append(word.text()).append(' '));
        }
        return all.toString().toLowerCase(Locale.ROOT);
    }
}
