package dev.sallyport.api.decision;

/// Under which rules a record was decided, so that another machine can reproduce the verdict (R24).
///
/// @param configuration the hash of the resolved configuration, 16 hex digits
/// @param catalog the connector's view of the target's structure when the action was understood; 0 where it has none
/// @param model the language model or grammar engine, name and version
/// @param counters the decision's place among all that asked or changed the counters since the gateway started; 0 when
///     it asked none
public record Generations(String configuration, long catalog, String model, long counters) {

    public Generations(String configuration, long catalog, String model) {
        this(configuration, catalog, model, 0);
    }

    /// Those of a decision: the rules that made it, where it says which.
    public Generations of(Stamp stamp) {
        String rules = stamp.configuration().isEmpty() ? configuration : stamp.configuration();
        return new Generations(rules, catalog, model, stamp.counters());
    }
}
