package dev.sallyport.grammar.http.json;

/// Where a value stands: byte offsets in what was read, `to` excluded; a string with its quotes.
public record Span(int from, int to) {}
