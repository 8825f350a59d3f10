package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Programs in the command line of another language: read by the names of what they call, not by their
/// grammar.
final class InlineCode implements Rule {

    private static final Set<String> LANGUAGES = Set.of("perl", "python", "python3", "ruby", "node", "php");
    private static final Pattern DELETES = Pattern.compile(
            "\\b(?:rmtree|unlink|unlinkSync|rmdir|rmSync|os\\.remove|removedirs|File\\.delete|rm_rf|remove_tree)\\b");
    private static final Pattern STARTS = Pattern.compile(
            "\\b(?:os\\.system|subprocess|popen|spawn|child_process|pty|execve|socket|Socket|fsockopen|urlopen|urllib|requests\\.|Net::HTTP|b64decode"
                    + "|http\\.server|SimpleHTTPServer|shell_exec|passthru)\\b|\\bsystem\\s*[(\"']|\\bexec\\s*[(\"']|\\beval\\s*\\(");

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        boolean deletes = calls(reading, DELETES) && !asks.justify(reading.request(), "delete");
        boolean starts = calls(reading, STARTS) && !asks.justify(reading.request(), "run");
        return Rule.when(
                deletes || starts,
                "inline-code",
                "the command has code in it that deletes, starts programs or talks to the network, the request does not ask for that");
    }

    private static boolean calls(Reading reading, Pattern names) {
        return reading.steps().stream()
                .filter(step -> LANGUAGES.contains(step.name()))
                .flatMap(step -> step.command().texts().stream())
                .anyMatch(text -> names.matcher(text).find());
    }
}
