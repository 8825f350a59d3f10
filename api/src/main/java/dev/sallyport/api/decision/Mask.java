package dev.sallyport.api.decision;

/// A field whose values are replaced in the answer.
///
/// @param resource canonical name of the resource
public record Mask(String resource, String field) {}
