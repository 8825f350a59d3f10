package dev.sallyport.api.decision;

/// What a door said. Only a [Settled] can be carried out, so a forgotten hold does not compile.
public sealed interface Decision permits Settled, Hold {

    /// Under what it was made (R24); [Stamp#NONE] for what the gateway decided without asking the doors.
    Stamp stamp();
}
