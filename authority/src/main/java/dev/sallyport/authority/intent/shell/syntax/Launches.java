package dev.sallyport.authority.intent.shell.syntax;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Opens up the commands within a command's arguments.
final class Launches {

    static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "csh", "tcsh");
    private static final Set<String> READ_TEXT = Set.of("su", "script", "runuser", "screen", "tmux");
    private static final Set<String> EXEC = Set.of("-exec", "-execdir", "-ok", "-okdir");
    private static final Set<String> AWKS = Set.of("awk", "gawk", "mawk", "nawk");
    private static final Pattern SYSTEM = Pattern.compile("system\\s*\\(\\s*\"((?:[^\"\\\\]|\\\\.){0,4096}+)\"");
    private static final Pattern AWK_PIPE = Pattern.compile("\\|\\s*\"((?:[^\"\\\\]|\\\\.){0,4096}+)\"");

    private final Findings findings;
    private final int depth;

    Launches(Findings findings, int depth) {
        this.findings = findings;
        this.depth = depth;
    }

    /// Adds what a command launches to the findings.
    ///
    /// @return the command without it
    Command open(Command command) {
        String utility = command.utility();
        if (SHELLS.contains(utility) || READ_TEXT.contains(utility)) {
            return shell(command);
        }
        if (utility.equals("find")) {
            return find(command);
        }
        if (AWKS.contains(utility)) {
            scan(SYSTEM, command);
            scan(AWK_PIPE, command);
        } else if (utility.equals("alias")) {
            alias(command);
        }
        Launcher launcher = Launcher.of(utility);
        return launcher == null ? command : launched(command, launcher);
    }

    private Command launched(Command command, Launcher launcher) {
        int start = launcher.start(command);
        List<Word> rest = command.arguments().subList(start, command.arguments().size());
        if (rest.isEmpty()) {
            return command;
        }
        Place place = launcher.name().equals("ssh") || launcher.name().equals("rsh") ? Place.REMOTE : Place.TEXT;
        if (launcher.text()) {
            findings.read(joined(rest), place, depth + 1);
        } else {
            launch(command, rest);
        }
        return command.upTo(start);
    }

    private void launch(Command by, List<Word> words) {
        if (findings.full(depth + 1)) {
            return;
        }
        Place place = by.place() == Place.REMOTE ? Place.REMOTE : Place.LAUNCHED;
        String name = Names.base(words.getFirst().text());
        List<Word> arguments = words.subList(1, words.size());
        findings.add(new Command(name, arguments, List.of(), List.of(), Joint.THEN, place, by.line()), depth + 1);
        findings.inner(words.subList(0, 1), depth);
    }

    private static String joined(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    private Command find(Command command) {
        Command left = command;
        for (int at = 0; at < left.arguments().size(); at++) {
            if (EXEC.contains(left.arguments().get(at).text())) {
                int end = end(left.arguments(), at + 1);
                if (end > at + 1) {
                    launch(left, left.arguments().subList(at + 1, end));
                }
                left = left.without(at + 1, Math.min(end + 1, left.arguments().size()));
            }
        }
        return left;
    }

    private static int end(List<Word> arguments, int from) {
        for (int at = from; at < arguments.size(); at++) {
            String text = arguments.get(at).text();
            if (text.equals(";") || text.equals("+") || text.equals("\\")) {
                return at;
            }
        }
        return arguments.size();
    }

    /// `sh -c text`, `su user -c text`, a shell that reads a here-string or what `echo` writes.
    private Command shell(Command command) {
        Command left = command;
        for (int at = 0; at + 1 < left.arguments().size(); at++) {
            if (left.arguments().get(at).text().matches("-[a-zA-Z]{0,6}c|--command")) {
                findings.read(left.arguments().get(at + 1).text(), Place.TEXT, depth + 1);
                left = left.without(at + 1, at + 2);
            }
        }
        for (Redirection redirection : command.redirections()) {
            if (redirection.operator().equals("<<<")) {
                findings.read(redirection.target().text(), Place.TEXT, depth + 1);
            }
        }
        printed(findings.before(command));
        return left;
    }

    private void printed(@Nullable Command before) {
        if (before != null
                && (before.utility().equals("echo") || before.utility().equals("printf"))) {
            findings.read(joined(before.arguments()), Place.TEXT, depth + 1);
        }
    }

    private void alias(Command command) {
        for (Word word : command.arguments()) {
            int equals = word.text().indexOf('=');
            if (equals > 0) {
                findings.read(word.text().substring(equals + 1), Place.TEXT, depth + 1);
            }
        }
    }

    private void scan(Pattern pattern, Command command) {
        for (Word word : command.arguments()) {
            Matcher matcher = pattern.matcher(word.text());
            while (matcher.find()) {
                findings.read(matcher.group(1), Place.TEXT, depth + 1);
            }
        }
    }
}
