package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.shell.syntax.Redirection;
import dev.sallyport.authority.intent.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a command names: paths, file names, patterns, numbers, texts, hosts.
///
/// @param names operands and values
/// @param code programs for awk, sed, perl: of those only what they quote would be named in a request
record Literals(List<String> names, List<String> code) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+[a-zA-Z%]?");
    private static final Set<String> PROGRAMS =
            Set.of("awk", "gawk", "sed", "perl", "python", "ruby", "bc", "tr", "expr");
    private static final Set<String> NOTHING = Set.of(
            ".", "./", "*", "./*", "-", "{}", ";", "+", "(", ")", "]", "]]", "/", "~", "&&", "||", "in", "\\", ",");

    static Literals of(List<Step> steps) {
        Literals literals = new Literals(new ArrayList<>(), new ArrayList<>());
        steps.forEach(literals::step);
        return literals;
    }

    private void step(Step step) {
        boolean program = PROGRAMS.contains(step.name());
        if (!step.utility().known() && !step.name().isEmpty()) {
            names.add(step.name());
        }
        for (Word word : step.options().operands()) {
            boolean code = program
                    && word.text().matches("(?s).*[\\s{}()/;\\[\\]].*")
                    && !word.text().matches("[~.]?/[\\w./-]*");
            add(word, code);
        }
        step.options().values().forEach(word -> add(word, program && word.text().length() > 2));
        for (Redirection redirection : step.command().redirections()) {
            if (!redirection.target().text().equals("/dev/null")
                    && !redirection.target().text().matches("[0-9-]")) {
                add(redirection.target(), redirection.here());
            }
        }
        step.command().assignments().forEach(word -> add(word, false));
    }

    private void add(Word word, boolean code) {
        String text = word.plain().strip();
        if (!text.isEmpty() && !NOTHING.contains(text)) {
            (code ? this.code : names).add(text);
        }
    }

    /// The kind of a literal, as a word of the language that [Associations] learns.
    static String kind(String text) {
        if (NUMBER.matcher(text).matches()) {
            return "<number>";
        }
        if (text.startsWith("$")) {
            return "<variable>";
        }
        if (text.indexOf('*') >= 0 || text.indexOf('[') >= 0) {
            return "<pattern>";
        }
        if (text.indexOf('@') >= 0 || text.indexOf("://") > 0) {
            return "<host>";
        }
        if (text.indexOf('/') >= 0 || text.startsWith("~")) {
            return "<path>";
        }
        return text.indexOf('.') >= 0 ? "<file>" : "<name>";
    }
}
