package dev.sallyport.authority.intent.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Makes the commands of a script's tokens. Reserved words open and close; what they govern is read flat.
final class Parser {

    private static final Set<String> RESERVED = Set.of(
            "if", "then", "else", "elif", "fi", "while", "until", "do", "done", "{", "}", "!", "time", "coproc",
            "esac");
    private static final Set<String> CLOSING = Set.of("fi", "done", "}", "esac");

    private final List<Token> tokens;
    private final Place place;
    private final int depth;
    private final Findings findings;
    private final Patterns patterns = new Patterns();
    private int at;
    private Draft draft;

    Parser(List<Token> tokens, Place place, int depth, Findings findings) {
        this.tokens = tokens;
        this.place = place;
        this.depth = depth;
        this.findings = findings;
        this.draft = new Draft(Joint.FIRST, findings.line());
    }

    void parse() {
        while (at < tokens.size()) {
            switch (tokens.get(at++)) {
                case Token.Text(Word word) -> word(word);
                case Token.Control(String operator) -> control(operator);
                case Token.Redirect(String operator) -> redirect(operator);
                case Token.Body(Word word) -> body(word);
            }
        }
        finish();
    }

    private void word(Word word) {
        if (patterns.expected()) {
            patterns.word(word);
        } else if (draft.atStart() && !word.quoted() && RESERVED.contains(word.text())) {
            draft.closed |= CLOSING.contains(word.text());
            patterns.reserved(word);
        } else if (draft.atStart() && word.is("function") && peekText()) {
            findings.function(((Token.Text) tokens.get(at++)).word().text());
        } else {
            draft.word(word);
            patterns.begins(draft.words);
            if (patterns.expected()) {
                finish();
                draft = new Draft(Joint.THEN, findings.line());
            }
        }
    }

    private boolean peekText() {
        return at < tokens.size() && tokens.get(at) instanceof Token.Text;
    }

    private void control(String operator) {
        if (patterns.control(operator)) {
            return;
        }
        if (operator.equals("(") && draft.words.size() == 1 && isControl(at, ")")) {
            findings.function(draft.words.getFirst().text());
            at++;
            draft = new Draft(draft.joint, draft.line);
        } else if (draft.inTest()) {
            draft.word(Word.of(operator));
        } else {
            finish();
            draft = follow(operator);
        }
    }

    private boolean isControl(int index, String operator) {
        return index < tokens.size()
                && tokens.get(index) instanceof Token.Control(String other)
                && other.equals(operator);
    }

    private Draft follow(String operator) {
        return switch (operator) {
            case "|", "|&" -> new Draft(Joint.PIPE, draft.line);
            case "&&" -> new Draft(Joint.AND, findings.line());
            case "||" -> new Draft(Joint.OR, findings.line());
            case "&" -> new Draft(Joint.BESIDE, findings.line());
            case "(" -> new Draft(draft.joint, draft.line);
            case ")" -> closed();
            default -> new Draft(Joint.THEN, findings.line());
        };
    }

    private Draft closed() {
        Draft next = new Draft(Joint.THEN, draft.line);
        next.closed = true;
        return next;
    }

    private void redirect(String operator) {
        if (operator.startsWith("<<") && !operator.equals("<<<")) {
            return;
        }
        if (peekText()) {
            Word target = ((Token.Text) tokens.get(at++)).word();
            draft.redirections.add(new Redirection(operator, target));
        }
    }

    private void body(Word word) {
        findings.redirectLast(List.of(new Redirection("<<", word)));
        findings.readByLast(word, depth);
    }

    private void finish() {
        if (draft.closed && draft.words.isEmpty() && draft.assignments.isEmpty()) {
            findings.redirectLast(draft.redirections);
        } else if (!draft.empty()) {
            findings.add(draft.command(place), depth);
            findings.inner(draft.words.stream().limit(1).toList(), depth);
        }
    }

    /// A command while its words come in.
    static final class Draft {

        final Joint joint;
        final int line;
        final List<Word> words = new ArrayList<>();
        final List<Word> assignments = new ArrayList<>();
        final List<Redirection> redirections = new ArrayList<>();
        boolean closed;

        Draft(Joint joint, int line) {
            this.joint = joint;
            this.line = line;
        }

        boolean atStart() {
            return words.isEmpty() && assignments.isEmpty();
        }

        boolean empty() {
            return atStart() && redirections.isEmpty();
        }

        void word(Word word) {
            if (words.isEmpty() && word.text().matches("(?s)[A-Za-z_]\\w*(\\[[^\\]]*\\])?\\+?=.*")) {
                assignments.add(word);
            } else if (!words.isEmpty() || !prompt(word)) {
                words.add(word);
            }
        }

        /// A prompt that was copied along with the command.
        private static boolean prompt(Word word) {
            return word.is("$") || word.is("%");
        }

        boolean inTest() {
            return !words.isEmpty()
                    && words.getFirst().is("[[")
                    && !words.getLast().is("]]");
        }

        Command command(Place place) {
            String name = words.isEmpty() ? "" : words.getFirst().text();
            List<Word> arguments = words.isEmpty() ? List.of() : words.subList(1, words.size());
            return new Command(Names.base(name), arguments, redirections, assignments, joint, place, line);
        }
    }
}
