package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What an answer said, as far as it was carried: its words, the calls that were let through, the tokens used. For
/// one thread.
public final class Heard {

    /// Characters of words that are kept; the rest is only carried.
    private static final int MOST = 256 * 1024;

    private final StringBuilder words = new StringBuilder();
    private final List<ProposedCall> released = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private Usage usage = Usage.UNKNOWN;
    private int blocked;

    void said(String text) {
        words.append(text, 0, Math.min(text.length(), MOST - words.length()));
    }

    void used(JsonNode report) {
        if (report.isObject()) usage = usage.with(report);
    }

    /// An id by which a later request may refer to this answer or to a part of it.
    void named(String id) {
        if (!id.isEmpty() && ids.size() < MOST) ids.add(id);
    }

    void ruled(ProposedCall call, Ruling ruling) {
        switch (ruling) {
            case Ruling.Released _ -> released.add(call);
            case Ruling.Blocked _ -> blocked++;
        }
    }

    public String words() {
        return words.toString();
    }

    public List<ProposedCall> released() {
        return List.copyOf(released);
    }

    public int blocked() {
        return blocked;
    }

    public List<String> ids() {
        return List.copyOf(ids);
    }

    public Usage usage() {
        return usage;
    }
}
