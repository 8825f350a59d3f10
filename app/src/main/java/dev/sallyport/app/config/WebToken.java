package dev.sallyport.app.config;

/// A family whose proof is a JSON Web Token at heart.
public interface WebToken {

    /// Its settings in full.
    Oidc oidc();
}
