package dev.sallyport.transport.http;

/// One request, as a connector understands it. On the loop of the agent's connection.
public interface Clerk {

    /// Asked once, first.
    Intake intake();

    /// What was asked, as whole as the intake wants it. Leads, now or later, to exactly one of
    /// [Exchange#forward], [Exchange#perform] and [Exchange#answer]. What it throws is a bug: the agent
    /// gets a 500 and nothing is sent.
    void asked(Request request);

    /// The refusal in the protocol's own words, with rule, reason and request id in it.
    Answer refused(Refusal why);

    /// The exchange is over: answered, refused, cut or abandoned by the agent. Once, last.
    default void over() {}
}
