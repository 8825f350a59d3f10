package dev.sallyport.authority.intent;

/// One observation about a proposal, which a model weighs and a person can read.
///
/// @param name  short, in kebab case, unique within one reading
/// @param value from 0 to 1
/// @param words the evidence in plain English, lower case, no full stop; may be shown to an agent
public record Feature(String name, double value, String words) {}
