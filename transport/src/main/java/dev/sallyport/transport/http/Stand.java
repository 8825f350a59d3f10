package dev.sallyport.transport.http;

import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.credential.CredentialLease;

/// A target and the way in to it.
public record Stand<L extends CredentialLease>(Gate<L> gate, HttpTarget<L> target) {}
