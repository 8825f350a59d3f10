package dev.sallyport.authority.intent;

/// One thing that a reader saw in a proposal.
///
/// @param name short, stable, in kebab case: what a model was trained with
/// @param value mostly from 0 to 1
/// @param words the same for people: lower case, no full stop, safe to show to the agent; empty when there is
///     nothing to tell
public record Feature(String name, double value, String words) {}
