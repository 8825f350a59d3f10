package dev.sallyport.authority.intent;

/// A finding that decides alone: no request justifies it, or this request plainly does not.
///
/// @param rule  short, in kebab case, stable; kept in the trail
/// @param words the evidence in plain English, lower case, no full stop; may be shown to an agent
public record Stop(String rule, String words) {}
