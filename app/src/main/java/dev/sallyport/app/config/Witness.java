package dev.sallyport.app.config;

/// Whether a target's server is heard about statements.
public enum Witness {
    ON,
    /// What the grammar says is believed.
    OFF
}
