package dev.sallyport.app.history;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.cli.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A purpose in YAML, as one would write it by hand. Whatever an agent chose stands in quotes, or
/// escaped in a comment.
final class Proposal {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:/[A-Za-z0-9_.]+)?");
    private static final Set<String> NOT_TEXT =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

    private final List<String> lines = new ArrayList<>();

    private Proposal() {}

    /// @param name of the purpose
    /// @param workload as it was asked for
    static String of(String name, String workload, Learning learned) {
        Proposal proposal = new Proposal();
        proposal.head(name, workload, learned);
        learned.seen().forEach(proposal::line);
        proposal.lines.add("    otherwise: deny");
        learned.left().forEach(proposal::left);
        return String.join("\n", proposal.lines) + "\n";
    }

    private void head(String name, String workload, Learning learned) {
        lines.add("  # Proposed by `sallyport learn` from " + count(learned.sessions(), "session") + " of "
                + SafeText.of(workload) + ". Review each line,");
        lines.add(
                "  # then paste it under `purposes:` and name it in an access rule. Limits are what was seen and half as");
        lines.add("  # much again, rounded up; one record an action stays one.");
        lines.add("  " + name + ":");
        lines.add("    description: " + quoted("what " + workload + " was seen to do, say here what it is for"));
        lines.add(learned.seen().isEmpty() ? "    allow: []" : "    allow:");
    }

    private void line(Use use, Seen seen) {
        lines.add("      # seen: " + count(seen.actions(), "action") + " in " + count(seen.sessions(), "session")
                + "; at most " + seen.perAction() + " per action, " + seen.perSession() + " per session, "
                + seen.perHour() + " in an hour"
                + (withColumns(use) && seen.fields().isEmpty() ? "; all columns" : ""));
        String hold = use.verb() == Verb.DELETE ? ", hold: true" : "";
        lines.add("      - { " + use.verb().name().toLowerCase(Locale.ROOT) + ": " + scalar(use.resource())
                + (withColumns(use) ? list("fields", seen.fields()) : "") + list("keyedBy", seen.keys())
                + limits(use, seen)
                + hold + " }");
    }

    private static boolean withColumns(Use use) {
        return switch (use.verb()) {
            case READ, CREATE, UPDATE -> true;
            case DISCOVER, DELETE, EXECUTE, SHARE, GRANT, DEFINE, UNKNOWN -> false;
        };
    }

    private static String limits(Use use, Seen seen) {
        if (use.verb() == Verb.DISCOVER || use.verb() == Verb.EXECUTE) return "";
        long perAction = seen.perAction() <= 1 ? 1 : withRoom(seen.perAction());
        long perSession = Math.max(perAction, withRoom(seen.perSession()));
        long perHour = Math.max(perSession, withRoom(seen.perHour()));
        return ", atMost: { perAction: " + perAction + ", perSession: " + perSession + ", perHour: " + perHour + " }";
    }

    private static long withRoom(long seen) {
        return Math.max(1, seen + (seen + 1) / 2);
    }

    private void left(String what, long number) {
        lines.add("    # left out, " + number + " times: " + SafeText.of(what));
    }

    private static String list(String key, List<String> names) {
        return names.isEmpty()
                ? ""
                : ", " + key + ": " + names.stream().map(Proposal::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT)) ? text : quoted(text);
    }

    /// JSON's quotes are YAML's too.
    private static String quoted(String text) {
        StringBuilder quoted =
                new StringBuilder("\"").append(JsonStringEncoder.getInstance().quoteAsString(text));
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c < ' ' || c > '~') {
                String escape = String.format("\\u%04x", (int) c);
                quoted.replace(i, i + 1, escape);
                i += escape.length() - 1;
            }
        }
        return quoted.append('"').toString();
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /// What was left out, for who reads no YAML.
    static List<String> notes(SortedMap<String, Long> left) {
        return left.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(each -> "left out, " + each.getValue() + " times: " + each.getKey())
                .toList();
    }
}
