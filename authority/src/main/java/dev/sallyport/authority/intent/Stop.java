package dev.sallyport.authority.intent;

/// What decides alone, whatever else speaks for the action.
///
/// @param rule short, stable, in kebab case
/// @param words why, for people: lower case, no full stop, safe to show to the agent
public record Stop(String rule, String words) {}
