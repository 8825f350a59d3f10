package dev.sallyport.api.decision;

/// Under what a decision was made, so that another machine can make it again (R24).
///
/// @param configuration the hash of the rules that decided, 16 hex digits; empty when none did
/// @param counters its place among all that asked or changed the same counters since the gateway started: 1, 2, 3 …;
///     0 when it asked none
public record Stamp(String configuration, long counters) {

    /// No rule decided and no counter was asked.
    public static final Stamp NONE = new Stamp("", 0);

    /// Before it is known which rules decide.
    public static Stamp after(long counters) {
        return counters == 0 ? NONE : new Stamp("", counters);
    }

    public Stamp under(String rules) {
        return new Stamp(rules, counters);
    }
}
