package dev.sallyport.transport.http;

/// How the lists of an answer belong together.
public enum Lists {
    /// The longest one is what was asked for. What stands inside of its records is a part of them, unless it is longer
    /// than parts are.
    LONGEST,
    /// More was asked for along with it: all of them count, inside of one another, too.
    ALL,
    /// Each field of the answer was asked for by itself, as in GraphQL (October 2021, section 7.1): the longest list of
    /// each counts for it. A list around the answers is a batch.
    OF_EACH_FIELD
}
