package dev.sallyport.authority.intent.shell.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Collects what one reading finds, scripts within scripts too, within the limits.
final class Findings {

    private final Limits limits;
    private final List<Command> commands = new ArrayList<>();
    private final Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    private final Set<String> functions = new TreeSet<>();
    private int lines;

    Findings(Limits limits) {
        this.limits = limits;
    }

    Script script() {
        return new Script(commands, doubts, functions);
    }

    void doubt(Doubt doubt) {
        doubts.add(doubt);
    }

    void function(String name) {
        functions.add(name);
    }

    /// The number of a new pipeline.
    int line() {
        return lines++;
    }

    /// Reads a script that stands `depth` scripts deep.
    void read(String text, Place place, int depth) {
        if (full(depth)) {
            return;
        }
        strange(text);
        Lexer lexer = new Lexer(text);
        List<Token> tokens = lexer.tokens();
        if (lexer.unfinished()) {
            doubts.add(Doubt.UNFINISHED);
        }
        new Parser(tokens, place, depth, this).parse();
    }

    private void strange(String text) {
        boolean control = text.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c));
        boolean lone = text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        if (control || lone) {
            doubts.add(Doubt.STRANGE_CHARACTERS);
        }
    }

    /// Whether a limit is reached, which is then a doubt.
    boolean full(int depth) {
        boolean full = depth > limits.depth() || commands.size() >= limits.commands();
        if (full) {
            doubts.add(Doubt.TOO_LARGE);
        }
        return full;
    }

    /// Adds a command, what its words substitute and what it launches.
    void add(Command command, int depth) {
        if (full(0)) {
            return;
        }
        if (Names.computed(command.utility())) {
            doubts.add(Doubt.COMPUTED_COMMAND);
        }
        int place = commands.size();
        commands.add(command);
        Command left = new Launches(this, depth).open(command);
        commands.set(place, left);
        inner(left.arguments(), depth);
        inner(command.assignments(), depth);
        command.redirections().forEach(r -> inner(List.of(r.target()), depth));
    }

    /// Reads the substitutions of words.
    void inner(List<Word> words, int depth) {
        for (Word word : words) {
            for (String script : word.inner()) {
                read(script, Place.SUBSTITUTION, depth + 1);
            }
        }
    }

    /// What the command before writes into this one, where that is a text of the script (`echo … | sh`).
    @Nullable
    Command before(Command command) {
        Command last = commands.size() < 2 ? null : commands.get(commands.size() - 2);
        return last != null && last.line() == command.line() && command.joint() == Joint.PIPE ? last : null;
    }

    /// A here-document that a shell reads is a script.
    void readByLast(Word word, int depth) {
        if (!commands.isEmpty() && Launches.SHELLS.contains(commands.getLast().utility())) {
            read(word.text(), Place.TEXT, depth + 1);
        }
    }

    /// Redirections after a group (`done > file`) belong to what the group ran last.
    void redirectLast(List<Redirection> more) {
        if (!commands.isEmpty()) {
            Command last = commands.removeLast();
            List<Redirection> all = new ArrayList<>(last.redirections());
            all.addAll(more);
            commands.add(new Command(
                    last.utility(),
                    last.arguments(),
                    all,
                    last.assignments(),
                    last.joint(),
                    last.place(),
                    last.line()));
        }
    }
}
