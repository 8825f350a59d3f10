package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.shell.syntax.Command;
import dev.sallyport.authority.intent.shell.syntax.Redirection;
import dev.sallyport.authority.intent.shell.syntax.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The vocabulary of commands: utilities, their options, redirections, effects, places.
///
/// `grep`, `grep -i`, `find -type d`, `!delete`, `>`, `.` — words of a language that requests are translated
/// to. Names of files and the like are no constructs.
final class Constructs {

    /// A utility that the table does not know: its name would be a name, not a word of the language.
    private static final String UNKNOWN = "<unknown>";

    private static final Pattern FLAG = Pattern.compile("!|--?[A-Za-z0-9][A-Za-z0-9-]{0,24}");

    private Constructs() {}

    static Set<String> of(List<Step> steps) {
        Set<String> found = new LinkedHashSet<>();
        for (Step step : steps) {
            step(step, found);
        }
        return found;
    }

    private static void step(Step step, Set<String> found) {
        Command command = step.command();
        if (!step.name().isEmpty()) {
            found.add(step.utility().known() ? step.name() : UNKNOWN);
        }
        if (step.name().equals("find")) {
            tests(command.arguments(), found);
        }
        if (step.utility().known()) {
            step.options().flags().stream()
                    .filter(flag -> FLAG.matcher(flag).matches())
                    .forEach(flag -> found.add(step.name() + " " + flag));
        }
        step.effects().forEach(effect -> found.add(effect.construct()));
        command.redirections().forEach(redirection -> redirection(redirection, found));
        if (!command.assignments().isEmpty()) {
            found.add("=");
        }
        command.arguments().forEach(word -> place(word.text(), found));
    }

    /// find's tests with the values that are words of its language.
    private static void tests(List<Word> arguments, Set<String> found) {
        for (int at = 0; at + 1 < arguments.size(); at++) {
            String test = arguments.get(at).text();
            String value = arguments.get(at + 1).text();
            if (test.equals("-type") && value.length() == 1) {
                found.add("find -type " + value);
            } else if (test.endsWith("time") || test.endsWith("min") || test.equals("-size") || test.equals("-perm")) {
                found.add("find " + test + " "
                        + (value.isEmpty() || Character.isLetterOrDigit(value.charAt(0)) ? "=" : value.charAt(0)));
            }
        }
    }

    private static void redirection(Redirection redirection, Set<String> found) {
        if (redirection.target().text().equals("/dev/null")) {
            found.add("2>/dev/null");
        } else if (redirection.writes()) {
            found.add(redirection.overwrites() ? ">" : ">>");
        } else {
            found.add(redirection.here() ? "<<" : "<");
        }
    }

    private static void place(String text, Set<String> found) {
        switch (text) {
            case ".", "./", "*", "./*" -> found.add(".");
            case "/", "/*" -> found.add("/");
            default -> {
                if (text.startsWith("~") || text.startsWith("$HOME")) {
                    found.add("~");
                }
            }
        }
    }
}
