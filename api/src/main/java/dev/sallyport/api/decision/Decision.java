package dev.sallyport.api.decision;

/// What a door said. Only a [Settled] can be carried out, so a forgotten hold does not compile.
public sealed interface Decision permits Settled, Hold {}
