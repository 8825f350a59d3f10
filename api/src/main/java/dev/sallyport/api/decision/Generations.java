package dev.sallyport.api.decision;

/// Under which rules a record was decided, so that another machine can reproduce the verdict (R24).
///
/// @param configuration the hash of the resolved configuration, 16 hex digits
/// @param catalog the connector's view of the target's structure when the action was understood; 0 where it has none
/// @param model the language model or grammar engine, name and version
public record Generations(String configuration, long catalog, String model) {}
