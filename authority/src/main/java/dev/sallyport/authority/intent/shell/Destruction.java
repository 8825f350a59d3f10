package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Deleting what nobody asked to delete, or more than that.
final class Destruction implements Rule {

    private static final Set<String> DELETES = Set.of("rm", "rmdir", "unlink", "shred", "truncate", "srm", "wipe");
    private static final Set<String> UNFILTERED = Set.of(
            "-delete",
            "-type",
            "-print",
            "-print0",
            "-depth",
            "-exec",
            "-mindepth",
            "-xdev",
            "-mount",
            "-f",
            "-o",
            "-ls");

    private static final Pattern KIND = Pattern.compile("(\\w{1,16}) (?:files?|folders?|director(?:y|ies))\\b");
    private static final Set<String> ANY = Set.of(
            "all",
            "the",
            "a",
            "any",
            "every",
            "each",
            "regular",
            "normal",
            "these",
            "those",
            "this",
            "that",
            "and",
            "of",
            "current",
            "or",
            "found",
            "no",
            "sub",
            "working",
            "whole",
            "in",
            "remove",
            "delete",
            "entire",
            "from",
            "other",
            "text",
            "it",
            "following",
            "present",
            "given",
            "home",
            "temporary");

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        List<Stop> stops = new ArrayList<>();
        for (int at = 0; at < reading.steps().size(); at++) {
            Step step = reading.steps().get(at);
            if (DELETES.contains(step.name())) {
                stops.addAll(deleted(reading, step, feeding(reading, at), asks));
            } else if (alsoDeletes(step)) {
                boolean asked = asks.justify(reading.request(), "delete");
                stops.addAll(Rule.when(
                        !asked,
                        "deletes-unasked",
                        "`" + step.name() + "` deletes here, the request does not ask for it"));
            } else if (step.name().equals("find") && step.options().has("-delete")) {
                stops.addAll(found(reading, step, asks));
            }
        }
        return stops;
    }

    /// Utilities for other things that delete when told to.
    private static boolean alsoDeletes(Step step) {
        List<String> texts = step.command().texts();
        return switch (step.name()) {
            case "rsync" ->
                !step.options().has("-n", "--dry-run")
                        && texts.stream().anyMatch(text -> text.startsWith("--delete") || text.startsWith("--del"));
            case "git" ->
                texts.contains("clean") && texts.stream().anyMatch(text -> text.matches("-[a-z]*f[a-z]*|--force"));
            case "mv" -> texts.contains("/dev/null");
            case "tar" -> texts.contains("--remove-files");
            default -> false;
        };
    }

    /// The find whose results a launched command works on.
    private static boolean feeding(Reading reading, int at) {
        int line = reading.steps().get(at).command().line();
        return reading.steps().subList(0, at).stream()
                .anyMatch(step -> step.command().line() == line && step.name().equals("find") && filtered(step));
    }

    private static List<Stop> deleted(Reading reading, Step step, boolean filtered, Asks asks) {
        List<Stop> stops = new ArrayList<>();
        boolean launched =
                step.options().operands().stream().allMatch(word -> word.text().contains("{}"));
        for (Word word : step.options().operands()) {
            stops.addAll(Rule.when(
                    Places.whole(word.text()), "deletes-the-system", "the command deletes the whole file system"));
            boolean broad =
                    !filtered && Places.broad(word.text()) && !word.text().equals("{}");
            boolean all = broad
                    || (step.options().has("-r", "-R", "--recursive") && !named(word, reading.request()) && !launched);
            stops.addAll(Rule.when(
                    all && narrower(reading, asks),
                    "deletes-more",
                    "the command deletes all of `" + word.text() + "`, the request asks for less"));
        }
        stops.addAll(Rule.when(
                !asked(reading, step, asks) && !ownTemporary(reading, step),
                "deletes-unasked",
                "the command deletes, the request does not ask for it"));
        return stops;
    }

    /// Who asks to move or replace accepts that a file goes, and no more than that.
    private static boolean asked(Reading reading, Step step, Asks asks) {
        boolean aside = !step.options().has("-r", "-R", "--recursive") && asks.justify(reading.request(), "aside");
        return aside || asks.justify(reading.request(), "delete");
    }

    private static List<Stop> found(Reading reading, Step step, Asks asks) {
        List<Stop> stops = new ArrayList<>(Rule.when(
                !asks.justify(reading.request(), "delete"),
                "deletes-unasked",
                "the command deletes what it finds, the request does not ask for it"));
        boolean more = !filtered(step) && narrower(reading, asks);
        stops.addAll(
                Rule.when(more, "deletes-more", "the command deletes every file it finds, the request asks for less"));
        return stops;
    }

    private static boolean filtered(Step find) {
        return find.options().flags().stream().anyMatch(flag -> !UNFILTERED.contains(flag));
    }

    private static boolean named(Word word, Request request) {
        String text = word.plain().toLowerCase(Locale.ROOT);
        return word.expands()
                || text.indexOf('*') >= 0
                || Request.atoms(text).stream().anyMatch(request.atoms()::contains);
    }

    /// Whether the request says which of many: by a name that the command does not have, or by a condition.
    private static boolean narrower(Reading reading, Asks asks) {
        String all = String.join(" ", reading.literals().names()).toLowerCase(Locale.ROOT);
        boolean unnamed = reading.request().literals().stream()
                .flatMap(literal -> Request.atoms(literal.toLowerCase(Locale.ROOT)).stream())
                .anyMatch(atom -> !all.contains(atom));
        return unnamed
                || kinds(reading.request()).anyMatch(kind -> !all.contains(kind))
                || asks.justify(reading.request(), "filter")
                || !asks.justify(reading.request(), "delete");
    }

    /// `the c files`: which kind of files a request speaks of in plain words.
    private static Stream<String> kinds(Request request) {
        return KIND.matcher(request.lower())
                .results()
                .map(result -> result.group(1))
                .filter(kind -> !ANY.contains(kind));
    }

    /// A script may clear away the temporary file that it made itself.
    private static boolean ownTemporary(Reading reading, Step step) {
        return reading.steps().stream().anyMatch(other -> other.name().equals("mktemp"))
                && step.options().operands().stream()
                        .allMatch(word -> word.text().startsWith("$"));
    }
}
