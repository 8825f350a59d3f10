package dev.sallyport.testkit.aws;

/// What an STS can do wrong.
public enum StsMisbehaviour {
    NONE,
    /// Status 503.
    DOWN,
    /// Status 400 and the code `Throttling`.
    THROTTLING,
    /// Status 302 to the same place.
    REDIRECT,
    /// The connection ends before an answer.
    HANG_UP,
    /// Nothing, for as long as anyone waits.
    SLOW,
    /// Nothing until it behaves otherwise, and then the right answer.
    HELD,
    /// Headers at once, then a byte now and then.
    DRIP,
    /// Status 200, a well-formed beginning and then megabytes of white space.
    HUGE,
    /// Status 200 and a sign-in page.
    GARBAGE,
    /// Status 200, XML, with a document type whose entity would be a file.
    XXE,
    /// Status 200, XML, with entities of entities.
    ENTITY_BOMB,
    /// Status 200, XML, with two ARNs.
    TWO_ARNS,
    /// Status 200, JSON, with the ARN twice.
    TWO_ARNS_JSON,
    /// Status 200, XML of another namespace.
    OTHER_NAMESPACE,
    /// Status 200, with an ARN of another account than the one beside it.
    OTHER_ACCOUNT,
    /// Status 200 and no ARN.
    NO_ARN,
    /// Status 200, and an ARN that is none.
    NOT_AN_ARN,
    /// Status 403 and no body.
    EMPTY_REFUSAL
}
