package dev.sallyport.authority.contract;

import dev.sallyport.api.action.Operation;

/// How one operation compares to a contract, for people.
///
/// @param rule the line that covers it, or the one that it misses by the least
public record Comparison(Operation operation, String rule, boolean covered, String detail) {}
