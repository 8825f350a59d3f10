package dev.sallyport.gateway.context;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.session.PromptContext.Turn;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What workloads wrote into targets themselves, so that it does not come back as a target's word: who writes an
/// account number into a ticket and reads the ticket has still made it up (R3). Values that point at something are
/// kept: numbers, identifiers, addresses, hosts. What the workload had been told before it wrote is not its own, nor is
/// the key by which it says which record it means.
///
/// Bounded: so many writers, the one that was silent the longest goes first, and so many values of each, the oldest
/// first. Forgotten at a restart. A value that a target puts together from parts is not recognised. Safe on every
/// thread.
public final class Writings {

    private static final int MOST_WRITERS = 10_000;
    private static final int MOST_VALUES = 4_096;
    private static final int MOST_CHARACTERS = 65_536;

    /// In the place of a value, in what is heard.
    static final String OWN = "[its own words]";

    private static final Pattern VALUE = Pattern.compile(
            "(?=[\\p{L}_.@%+-]{0,60}\\d|[\\w.%+-]{1,60}@|[\\w-]{1,60}\\.\\w)[\\p{L}\\p{N}_@%+-][\\p{L}\\p{N}_.@%+-]{1,199}");

    private final Map<String, Set<String>> byWriter = new LinkedHashMap<>(16, 0.75f, true);

    /// An action that may change something, which was permitted.
    ///
    /// @param writers under which names its workload is known: its own, its task tree's
    /// @param told what it knew before
    public void wrote(List<String> writers, Action action, List<Turn> told) {
        Set<String> values = values(action.statement());
        for (Argument argument : action.arguments()) values.addAll(values(argument.value()));
        action.operations().forEach(operation -> values.removeAll(keys(operation)));
        values.removeIf(value -> isTold(value, told));
        if (!values.isEmpty()) keep(writers, values);
    }

    private synchronized void keep(List<String> writers, Set<String> values) {
        for (String writer : writers) add(byWriter.computeIfAbsent(writer, _ -> new LinkedHashSet<>()), values);
        while (byWriter.size() > MOST_WRITERS)
            byWriter.remove(byWriter.keySet().iterator().next());
    }

    /// Looked for as it is: a context is long, and this is asked on a loop.
    private static boolean isTold(String value, List<Turn> told) {
        for (Turn turn : told) if (bearsWitness(turn) && stands(value, turn.text())) return true;
        return false;
    }

    /// In whichever case, and as no part of another one.
    private static boolean stands(String value, String text) {
        int last = text.length() - value.length();
        for (int at = 0; at <= last; at++) {
            if (!text.regionMatches(true, at, value, 0, value.length())) continue;
            int end = at + value.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) return true;
        }
        return false;
    }

    private static void add(Set<String> known, Set<String> values) {
        known.addAll(values);
        while (known.size() > MOST_VALUES) known.remove(known.iterator().next());
    }

    /// What a model said or proposed is no source of a value.
    private static boolean bearsWitness(Turn turn) {
        return switch (turn.role()) {
            case "call", "assistant" -> false;
            default -> true;
        };
    }

    private static Set<String> keys(Operation operation) {
        Set<String> keys = new HashSet<>();
        if (operation.scope() instanceof Scope.Keyed keyed)
            keyed.keys().forEach(key -> key.values().forEach(value -> keys.addAll(values(value))));
        return keys;
    }

    /// @return the same turn where nothing in it is the writer's own
    public Turn heard(List<String> writers, Turn turn) {
        if (haveWritten(writers)) {
            Set<String> own = own(writers, values(turn.text()));
            if (!own.isEmpty()) return without(own, turn);
        }
        return turn;
    }

    private synchronized boolean haveWritten(List<String> writers) {
        return writers.stream().anyMatch(byWriter::containsKey);
    }

    private synchronized Set<String> own(List<String> writers, Set<String> values) {
        Set<String> own = new HashSet<>();
        for (String writer : writers) {
            Set<String> written = byWriter.getOrDefault(writer, Set.of());
            for (String value : values) if (written.contains(value)) own.add(value);
        }
        return own;
    }

    private static Turn without(Set<String> own, Turn turn) {
        String text = VALUE.matcher(turn.text())
                .replaceAll(
                        found -> Matcher.quoteReplacement(own.contains(plain(found.group())) ? OWN : found.group()));
        return new Turn(turn.role(), text, turn.source(), turn.tier(), turn.request());
    }

    private static Set<String> values(String text) {
        Set<String> values = new LinkedHashSet<>();
        Matcher found = VALUE.matcher(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
        while (found.find()) values.add(plain(found.group()));
        return values;
    }

    /// A full stop behind it ends a sentence.
    private static String plain(String value) {
        int end = value.length();
        while (end > 1 && (value.charAt(end - 1) == '.' || value.charAt(end - 1) == '-')) end--;
        return value.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
