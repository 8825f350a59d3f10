package dev.sallyport.http.credential;

import dev.sallyport.api.credential.CredentialLease;
import java.util.concurrent.CompletionStage;

/// One session's credential at an HTTP target. Safe on every thread.
public interface ApiLease extends CredentialLease {

    /// Puts it into a request. Does not block: where a token has to be renewed first, the stage completes
    /// later, on any thread, within a time of its own; exceptionally when it cannot be had, with a message
    /// that holds no secret.
    CompletionStage<Injected> inject(Outgoing request);
}
