package dev.sallyport.grammar.sql.query;

/// The column of an occurrence that a value comes from.
record Origin(Occurrence occurrence, String column) {}
