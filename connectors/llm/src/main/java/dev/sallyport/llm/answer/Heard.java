package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What an answer said, as far as it was carried: its words, the calls that were let through, the tokens used. For
/// one thread.
public final class Heard {

    /// A call that the client did not get.
    ///
    /// @param notice what stands in its place
    public record Denied(ProposedCall call, String notice) {}

    /// Characters of words that are kept; the rest is only carried.
    private static final int MOST = 256 * 1024;

    private static final int MOST_IDS = 1000;

    private final List<StringBuilder> words = new ArrayList<>();
    private int kept;
    private boolean counted;
    private final List<ProposedCall> released = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private Usage usage = Usage.UNKNOWN;
    private final List<Denied> denied = new ArrayList<>();

    void said(String text) {
        if (text.isEmpty()) return;
        if (words.isEmpty()) part();
        int length = Math.min(text.length(), MOST - kept);
        words.getLast().append(text, 0, length);
        kept += length;
    }

    /// What follows is a text of its own.
    void part() {
        if (words.isEmpty() || !words.getLast().isEmpty()) words.add(new StringBuilder());
    }

    /// What was used in the whole.
    void used(JsonNode report) {
        usedSoFar(report);
        counted |= report.isObject();
    }

    /// What was used up to here.
    void usedSoFar(JsonNode report) {
        if (report.isObject()) usage = usage.with(report);
    }

    /// An id by which a later request may refer to this answer or to a part of it.
    void named(String id) {
        if (!id.isEmpty() && ids.size() < MOST_IDS) ids.add(id);
    }

    void ruled(ProposedCall call, Ruling ruling) {
        switch (ruling) {
            case Ruling.Released _ -> released.add(call);
            case Ruling.Blocked no -> denied.add(new Denied(call, no.notice(call)));
        }
    }

    /// The texts so far: blocks, messages, choices.
    public List<String> words() {
        return words.stream()
                .map(StringBuilder::toString)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    public List<ProposedCall> released() {
        return List.copyOf(released);
    }

    public List<Denied> denied() {
        return List.copyOf(denied);
    }

    public List<String> ids() {
        return List.copyOf(ids);
    }

    /// Whether the provider has said what was used in the whole.
    public boolean counted() {
        return counted && usage.known();
    }

    public Usage usage() {
        return usage;
    }
}
