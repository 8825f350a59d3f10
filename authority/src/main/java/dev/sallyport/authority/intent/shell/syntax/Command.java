package dev.sallyport.authority.intent.shell.syntax;

import java.util.List;

/// One simple command.
///
/// @param utility its name without a folder (`/bin/rm` is `rm`); empty for redirections or assignments alone
/// @param arguments what follows the name; what it launches stands in commands of its own and not here
/// @param assignments `NAME=value` before the name, as written
/// @param line counts pipelines: commands with the same number are joined by pipes
public record Command(
        String utility,
        List<Word> arguments,
        List<Redirection> redirections,
        List<Word> assignments,
        Joint joint,
        Place place,
        int line) {

    /// Takes copies of the lists.
    public Command {
        arguments = List.copyOf(arguments);
        redirections = List.copyOf(redirections);
        assignments = List.copyOf(assignments);
    }

    /// The arguments' texts.
    public List<String> texts() {
        return arguments.stream().map(Word::text).toList();
    }

    /// The first arguments alone, for a command whose later ones are launched.
    Command upTo(int count) {
        return new Command(utility, arguments.subList(0, count), redirections, assignments, joint, place, line);
    }

    Command without(int from, int to) {
        List<Word> kept = new java.util.ArrayList<>(arguments.subList(0, from));
        kept.addAll(arguments.subList(to, arguments.size()));
        return new Command(utility, kept, redirections, assignments, joint, place, line);
    }
}
