package dev.sallyport.authority.intent.sql;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds out whether a request asks, orders a change, or states a fact.
final class AskReader {

    private static final Set<String> POLITE = Set.of("please", "kindly", "now", "then", "also", "to", "and", "just");
    private static final Set<String> ASKING = Set.of(
            "what",
            "which",
            "who",
            "whom",
            "whose",
            "where",
            "when",
            "why",
            "how",
            "is",
            "are",
            "was",
            "were",
            "do",
            "does",
            "did",
            "has",
            "have",
            "list",
            "show",
            "find",
            "give",
            "count",
            "return",
            "tell",
            "get",
            "display",
            "name",
            "compute",
            "calculate",
            "report",
            "retrieve",
            "select",
            "describe",
            "determine",
            "identify",
            "fetch",
            "look",
            "search",
            "sort",
            "rank",
            "compare",
            "summarize",
            "summarise",
            "print",
            "number",
            "explain",
            "sum",
            "average",
            "read",
            "check",
            "query",
            "analyze",
            "analyse",
            "output",
            "provide",
            "want",
            "need");
    private static final Map<String, Effect> ORDERS = Map.ofEntries(
            Map.entry("insert", Effect.INSERT),
            Map.entry("add", Effect.INSERT),
            Map.entry("append", Effect.INSERT),
            Map.entry("record", Effect.INSERT),
            Map.entry("register", Effect.INSERT),
            Map.entry("store", Effect.INSERT),
            Map.entry("save", Effect.INSERT),
            Map.entry("enter", Effect.INSERT),
            Map.entry("book", Effect.INSERT),
            Map.entry("create", Effect.INSERT),
            Map.entry("put", Effect.INSERT),
            Map.entry("import", Effect.INSERT),
            Map.entry("log", Effect.INSERT),
            Map.entry("populate", Effect.INSERT),
            Map.entry("include", Effect.INSERT),
            Map.entry("update", Effect.UPDATE),
            Map.entry("change", Effect.UPDATE),
            Map.entry("set", Effect.UPDATE),
            Map.entry("modify", Effect.UPDATE),
            Map.entry("alter", Effect.UPDATE),
            Map.entry("correct", Effect.UPDATE),
            Map.entry("rename", Effect.UPDATE),
            Map.entry("replace", Effect.UPDATE),
            Map.entry("edit", Effect.UPDATE),
            Map.entry("adjust", Effect.UPDATE),
            Map.entry("increase", Effect.UPDATE),
            Map.entry("fix", Effect.UPDATE),
            Map.entry("decrease", Effect.UPDATE),
            Map.entry("assign", Effect.UPDATE),
            Map.entry("mark", Effect.UPDATE),
            Map.entry("move", Effect.UPDATE),
            Map.entry("raise", Effect.UPDATE),
            Map.entry("lower", Effect.UPDATE),
            Map.entry("revise", Effect.UPDATE),
            Map.entry("cancel", Effect.UPDATE),
            Map.entry("reset", Effect.UPDATE),
            Map.entry("clear", Effect.UPDATE),
            Map.entry("fill", Effect.UPDATE),
            Map.entry("delete", Effect.DELETE),
            Map.entry("remove", Effect.DELETE),
            Map.entry("erase", Effect.DELETE),
            Map.entry("purge", Effect.DELETE),
            Map.entry("drop", Effect.DELETE),
            Map.entry("clean", Effect.DELETE),
            Map.entry("truncate", Effect.DELETE),
            Map.entry("empty", Effect.DELETE));
    private static final Set<String> STRUCTURE = Set.of("table", "column", "index", "view", "schema", "database");
    private static final Set<String> NOUNS_BEFORE = Set.of("of", "in", "for", "by", "is", "are", "was", "were");
    private static final Set<String> DONE =
            Set.of("inserted", "added", "updated", "changed", "modified", "set", "recorded");

    private AskReader() {}

    /// @param words the words of the request in order, in small letters, without those in quotation
    ///     marks
    static Ask read(List<String> words, boolean questionMark) {
        String first = words.stream()
                .filter(word -> !POLITE.contains(word))
                .findFirst()
                .orElse("");
        boolean asked = questionMark || ASKING.contains(first);
        Set<Effect> ordered = ordered(words, first, asked, questionMark);
        if (!ordered.isEmpty()) {
            return new Ask(ordered, true);
        }
        return asked || !states(words) ? Ask.reading() : new Ask(EnumSet.of(Effect.INSERT, Effect.UPDATE), false);
    }

    private static Set<Effect> ordered(List<String> words, String first, boolean asked, boolean question) {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        for (int i = 0; i < words.size(); i++) {
            Effect effect = ORDERS.get(words.get(i));
            boolean leads = words.get(i).equals(first) && i == words.indexOf(first);
            boolean noun = i + 1 < words.size() && NOUNS_BEFORE.contains(words.get(i + 1));
            boolean follows = i > 0 && !noun && orderFollows(words.get(i - 1), asked, question);
            if (effect != null && ((leads && !asked) || follows)) {
                grow(effects, effect, words, i);
            }
        }
        return effects;
    }

    /// "find the duplicates and delete them", "can you delete", "I want to delete", but not "how many
    /// were set".
    private static boolean orderFollows(String before, boolean asked, boolean question) {
        return switch (before) {
            case "please", "you" -> true;
            case "and", "then" -> !question;
            case ",", "to", "should", "must" -> !asked;
            default -> false;
        };
    }

    private static void grow(Set<Effect> effects, Effect effect, List<String> words, int at) {
        effects.add(effect);
        if (effect == Effect.INSERT) {
            effects.add(Effect.UPDATE);
        }
        if (effect == Effect.UPDATE) {
            effects.add(Effect.INSERT);
        }
        if (effect == Effect.DELETE) {
            effects.add(Effect.UPDATE);
        }
        boolean structure =
                words.subList(at, Math.min(words.size(), at + 4)).stream().anyMatch(STRUCTURE::contains);
        String verb = words.get(at);
        if (structure
                && (verb.equals("create") || verb.equals("drop") || verb.equals("alter") || verb.equals("rename"))) {
            effects.add(Effect.DEFINE);
        }
    }

    /// A fact has a verb in it: "the match was played", "the team won".
    private static boolean states(List<String> words) {
        return words.size() > 3 && words.stream().anyMatch(AskReader::finite);
    }

    private static boolean finite(String word) {
        return DONE.contains(word)
                || Set.of(
                                "is",
                                "was",
                                "were",
                                "are",
                                "has",
                                "have",
                                "had",
                                "won",
                                "saw",
                                "will",
                                "show",
                                "shows",
                                "exist",
                                "includes",
                                "features")
                        .contains(word)
                || (word.length() > 4 && word.endsWith("ed"));
    }
}
