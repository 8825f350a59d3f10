package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOf;

/// What the gateway shows to an HTTP target; the agent never sees it.
public record CredentialEntry(
        @Doc("What is shown, and how.") @OneOf ShownCredential shown) {}
