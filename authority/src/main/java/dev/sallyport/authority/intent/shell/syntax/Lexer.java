package dev.sallyport.authority.intent.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a script into words and operators.
final class Lexer {

    private static final List<String> CONTROLS = List.of("&&", "||", "|&", ";;&", ";;", ";&", ";", "|", "&", "(", ")");
    private static final List<String> REDIRECTS =
            List.of("&>>", "&>", "<<<", "<<-", "<<", "<&", "<>", "<", ">>", ">|", ">&", ">");

    private final String text;
    private final WordReader words;
    private final List<Token> tokens = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private int at;

    Lexer(String text) {
        this.text = text;
        this.words = new WordReader(text);
    }

    boolean unfinished() {
        return words.unfinished() || !bodies.isEmpty();
    }

    List<Token> tokens() {
        while (at < text.length()) {
            next(text.charAt(at));
        }
        return tokens;
    }

    private void next(char c) {
        if (c == '\n') {
            line();
        } else if (c == ' ' || c == '\t' || c == '\r') {
            at++;
        } else if (c == '#') {
            comment();
        } else if (!process() && !operator(REDIRECTS, true) && !operator(CONTROLS, false)) {
            word();
        }
    }

    private void line() {
        at++;
        tokens.add(new Token.Control(";"));
        for (String end : bodies) {
            body(end);
        }
        bodies.clear();
    }

    private void comment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private boolean process() {
        if (!text.startsWith("<(", at) && !text.startsWith(">(", at)) {
            return false;
        }
        Word word = words.process(at);
        if (word == null) {
            return false;
        }
        tokens.add(new Token.Text(word));
        at = words.end();
        return true;
    }

    private boolean operator(List<String> operators, boolean redirect) {
        String found = at(operators);
        if (found == null) {
            return false;
        }
        at += found.length();
        tokens.add(redirect ? new Token.Redirect(found) : new Token.Control(found));
        if (found.equals("<<") || found.equals("<<-")) {
            bodies.add(delimiter());
        }
        return true;
    }

    private @Nullable String at(List<String> operators) {
        for (String operator : operators) {
            if (text.startsWith(operator, at)) {
                return operator;
            }
        }
        return null;
    }

    private String delimiter() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        Word word = words.read(at);
        at = words.end();
        return word.text();
    }

    /// A here-document: the lines up to the one that is its delimiter alone.
    private void body(String end) {
        int from = at;
        while (at < text.length()) {
            int eol = text.indexOf('\n', at);
            eol = eol < 0 ? text.length() : eol;
            String line = text.substring(at, eol).strip();
            int to = at;
            at = Math.min(eol + 1, text.length());
            if (line.equals(end)) {
                tokens.add(new Token.Body(Word.of(text.substring(from, to))));
                return;
            }
        }
        tokens.add(new Token.Body(Word.of(text.substring(from))));
    }

    private void word() {
        Word word = words.read(at);
        if (words.end() == at) {
            at++;
            return;
        }
        at = words.end();
        boolean descriptor = at < text.length()
                && (text.charAt(at) == '<' || text.charAt(at) == '>')
                && word.text().length() < 3
                && word.text().chars().allMatch(c -> c >= '0' && c <= '9');
        if (!descriptor || word.quoted()) {
            tokens.add(new Token.Text(word));
        }
    }
}
