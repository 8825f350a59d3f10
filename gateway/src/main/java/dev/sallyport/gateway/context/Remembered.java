package dev.sallyport.gateway.context;

import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is known of one owner. Bounded: so many conversations, the one that was silent the longest goes first. Where
/// several sessions are heard at once, their order is that of when each was last heard, so that it does not depend on
/// which thread came first.
public final class Remembered {

    public static final Remembered NOTHING = new Remembered(Map.of());

    /// What nobody went on with for so long is over: no session lasts longer.
    public static final Duration SILENCE = Duration.ofHours(8);

    private static final int MOST_CONVERSATIONS = 16;
    private static final int LONGEST_TEXT = 32_768;
    private static final String CALL = "call";

    private final Map<String, Heard> conversations;
    private final List<Turn> turns;
    private final TurnDigests digests;
    private final long characters;

    private Remembered(Map<String, Heard> conversations) {
        this.conversations = conversations;
        this.characters =
                conversations.values().stream().mapToLong(Heard::characters).sum();
        List<Heard> inOrder = inOrder(conversations);
        this.turns = inOrder.size() == 1
                ? inOrder.getFirst().turns()
                : inOrder.stream().flatMap(heard -> heard.turns().stream()).toList();
        this.digests = inOrder.stream().map(Heard::digests).reduce(TurnDigests.NONE, TurnDigests::and);
    }

    private static List<Heard> inOrder(Map<String, Heard> conversations) {
        return conversations.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Heard>, Instant>comparing(
                                entry -> entry.getValue().last())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// All that was said: the conversation that was heard last stands last.
    public List<Turn> turns() {
        return turns;
    }

    /// Of [#turns].
    TurnDigests digests() {
        return digests;
    }

    /// What of it is not over at a moment.
    public Remembered at(Instant now) {
        if (conversations.isEmpty() || !isAnyOver(now)) return this;
        Map<String, Heard> left = new TreeMap<>(conversations);
        left.values().removeIf(heard -> isOver(heard, now));
        return new Remembered(left);
    }

    /// Asked for every action, mostly of nothing.
    private boolean isAnyOver(Instant now) {
        for (Heard heard : conversations.values()) if (isOver(heard, now)) return true;
        return false;
    }

    private static boolean isOver(Heard heard, Instant now) {
        return heard.last().plus(SILENCE).isBefore(now);
    }

    /// After this was heard.
    ///
    /// @param conversation empty for what targets answered
    /// @param from so many turns of it stay
    public Remembered after(Instant at, String session, String conversation, int from, List<Turn> next) {
        Map<String, Heard> all = new TreeMap<>(at(at).conversations);
        all.merge(
                key(session, conversation),
                Heard.nothing().then(at, 0, next, !conversation.isEmpty()),
                (before, _) -> before.then(at, from, next, !conversation.isEmpty()));
        while (all.size() > MOST_CONVERSATIONS) all.remove(oldest(all));
        return new Remembered(all);
    }

    private static String oldest(Map<String, Heard> all) {
        return all.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().last()))
                .orElseThrow()
                .getKey();
    }

    private static String key(String session, String conversation) {
        return session + "/" + conversation;
    }

    /// What is new in a conversation, as it is to be remembered.
    ///
    /// @param from as for [#after]
    /// @param turns with the tier that each has earned
    public record News(int from, List<Turn> turns) {}

    /// @return empty when there is nothing new
    public Optional<News> news(String session, String conversation, List<Turn> told) {
        List<Turn> clipped = told.stream().map(Remembered::clipped).toList();
        Heard before = conversations.getOrDefault(key(session, conversation), Heard.nothing());
        int from = before.common(clipped);
        if (from == clipped.size() && from == before.turns().size()) return Optional.empty();
        Map<Said, String> carried = carried();
        List<Turn> next = new ArrayList<>();
        for (Turn turn : clipped.subList(from, clipped.size())) next.add(earned(turn, carried));
        return Optional.of(new News(from, next));
    }

    /// What a target answered comes behind what it answered before.
    public News answered(String session, Turn turn) {
        Heard before = conversations.getOrDefault(key(session, ""), Heard.nothing());
        return new News(before.turns().size(), List.of(clipped(turn)));
    }

    private static Turn clipped(Turn turn) {
        return turn.text().length() <= LONGEST_TEXT
                ? turn
                : new Turn(
                        turn.role(),
                        turn.text().substring(0, LONGEST_TEXT),
                        turn.source(),
                        turn.tier(),
                        turn.request());
    }

    /// What the gateway carried, and in which request it did so first. A model's words are no target's answer, and of a
    /// call the tool is a part: with another one, the same arguments are another call.
    private Map<Said, String> carried() {
        Map<Said, String> carried = new HashMap<>();
        for (Turn turn : turns) if (turn.tier() == Tier.OBSERVED) carried.putIfAbsent(Said.of(turn), turn.request());
        return carried;
    }

    private record Said(String role, String tool, String text) {
        static Said of(Turn turn) {
            String tool = turn.role().equals(CALL) ? turn.source() : "";
            return new Said(turn.role(), tool, turn.text().strip());
        }
    }

    /// Whoever tells a conversation says what the targets answered in it: that is believed where the gateway carried
    /// the same (R2, R3).
    private static Turn earned(Turn turn, Map<Said, String> carried) {
        boolean answer = switch (turn.role()) {
            case "tool", "assistant", CALL -> true;
            default -> false;
        };
        if (!answer || turn.tier() == Tier.OBSERVED) return turn;
        String request = carried.get(Said.of(turn));
        return request == null
                ? new Turn(turn.role(), turn.text(), turn.source(), Tier.DECLARED)
                : new Turn(turn.role(), turn.text(), turn.source(), Tier.OBSERVED, request);
    }

    Instant last() {
        return conversations.values().stream()
                .map(Heard::last)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    long characters() {
        return characters;
    }
}
