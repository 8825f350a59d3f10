package dev.sallyport.app.config;

/// The protocol that a target speaks: one key per connector.
public sealed interface Protocol permits Postgres {

    HostPort address();

    ClearText clearText();
}
