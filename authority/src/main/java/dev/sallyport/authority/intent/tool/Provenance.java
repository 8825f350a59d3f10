package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.text.Value;
import java.util.List;

/// Where each value of a call came from: the user's words, the data of an answer, an instruction in an answer
/// alone, or nowhere.
final class Provenance {

    private enum Group {
        ADDRESS("address"),
        IDENTIFIER("identifier"),
        NAME("name");

        private final String word;

        Group(String word) {
            this.word = word;
        }

        static Group of(Value value) {
            return switch (value.kind()) {
                case ADDRESS -> ADDRESS;
                case IDENTIFIER -> IDENTIFIER;
                case DATE, NUMBER, NAME -> NAME;
            };
        }
    }

    private record Origin(Value value, double asked, double named, double data, double told, double nowhere) {}

    private Provenance() {}

    static void see(Conversation before, Proposed proposed, Sightings seen) {
        List<Origin> origins = proposed.values().stream()
                .map(value -> origin(before, value, proposed))
                .toList();
        for (Group group : Group.values()) {
            List<Origin> some = origins.stream()
                    .filter(origin -> Group.of(origin.value()) == group)
                    .toList();
            if (!some.isEmpty()) see(group, some, !before.sources().isEmpty(), seen);
        }
    }

    /// Whether a call only reads, and everything that points at what it reads stands in the request, or in the data of
    /// what the user said to read, and in no instruction: the ticket that the user named says which customer it is
    /// about. Whatever else an instruction in it wants, it does not explain this record.
    static boolean readsWhatWasNamed(Conversation before, Proposed proposed) {
        if (proposed.effect().changes()) return false;
        List<Value> pointing = proposed.values().stream()
                .filter(value -> value.kind() != Value.Kind.NAME)
                .toList();
        return !pointing.isEmpty()
                && pointing.stream().allMatch(value -> isNamed(before, value) && !isTold(before, value, proposed));
    }

    /// Whether a call goes where the user said, with addresses and records that stand in the request or in what the
    /// user named ("my e-mail is in /home/me.txt"), and with no value that only an instruction tells. If no
    /// instruction explains it better than the request does, it is what was asked for.
    static boolean goesWhereAsked(Conversation before, Proposed proposed) {
        List<Value> pointing = proposed.values().stream()
                .filter(value -> switch (value.kind()) {
                    case ADDRESS, IDENTIFIER -> true;
                    case NUMBER -> Lineage.isKey(value);
                    case DATE, NAME -> false;
                })
                .toList();
        return !pointing.isEmpty()
                && pointing.stream().anyMatch(value -> before.asked().text().has(value) >= 1)
                && pointing.stream()
                        .allMatch(value -> origin(before, value, proposed).named() >= 1)
                && proposed.values().stream()
                        .allMatch(value -> origin(before, value, proposed).told() == 0);
    }

    private static boolean isNamed(Conversation before, Value value) {
        if (before.asked().text().has(value) >= 1) return true;
        return before.sources().stream()
                .filter(source -> isAskedFor(before, source))
                .anyMatch(source -> source.answer().data().has(value) >= 1);
    }

    private static boolean isAskedFor(Conversation before, Source source) {
        return !source.values().isEmpty()
                && source.values().stream()
                        .allMatch(value -> before.asked().text().has(value) >= 1);
    }

    private static boolean isTold(Conversation before, Value value, Proposed proposed) {
        return before.told().stream()
                .anyMatch(told ->
                        !told.speaksFor(proposed) && told.instruction().text().has(value) > 0);
    }

    private static Origin origin(Conversation before, Value value, Proposed proposed) {
        double asked = before.asked().text().has(value);
        double data = 0;
        double named = asked;
        double anywhere = 0;
        for (Source source : before.sources()) {
            data = Math.max(data, source.answer().data().has(value));
            if (source.named()) named = Math.max(named, source.answer().data().has(value));
            anywhere = Math.max(anywhere, source.answer().whole().has(value));
        }
        double told = 0;
        double handed = 0;
        for (Told each : before.told()) {
            double has = each.instruction().text().has(value);
            if (each.speaksFor(proposed)) handed = Math.max(handed, has);
            else told = Math.max(told, has);
        }
        double onlyTold = Math.max(0, told - Math.max(Math.max(asked, handed), data));
        return new Origin(value, asked, named, data, onlyTold, 1 - Math.max(asked, Math.max(anywhere, told)));
    }

    private static void see(Group group, List<Origin> origins, boolean answered, Sightings seen) {
        String word = group.word;
        int count = origins.size();
        seen.add(word + "-asked", origins.stream().mapToDouble(Origin::asked).sum() / count);
        seen.add(word + "-named", origins.stream().mapToDouble(Origin::named).sum() / count);
        seen.add(word + "-field", origins.stream().mapToDouble(Origin::data).sum() / count);
        seen.add(word + "-told", origins.stream().mapToDouble(Origin::told).sum() / count);
        Origin most = origins.getFirst();
        Origin strangest = origins.getFirst();
        for (Origin origin : origins) {
            if (origin.told() > most.told()) most = origin;
            if (origin.nowhere() > strangest.nowhere()) strangest = origin;
        }
        seen.add(
                word + "-told-most", most.told(), from(most, "appears only in an instruction that an answer contains"));
        if (!answered) return;
        seen.add(
                word + "-nowhere", origins.stream().mapToDouble(Origin::nowhere).sum() / count);
        seen.add(
                word + "-nowhere-most",
                strangest.nowhere(),
                from(strangest, "was named neither by the user nor by any answer"));
    }

    private static String from(Origin origin, String what) {
        return "`" + origin.value().text() + "` (" + origin.value().path() + ") " + what;
    }
}
