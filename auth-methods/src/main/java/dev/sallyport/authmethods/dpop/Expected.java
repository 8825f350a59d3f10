package dev.sallyport.authmethods.dpop;

/// What a proof must fit, beside its request.
///
/// @param accessToken the token presented with it, which `ath` must name; empty when there is none, as at a token
///     endpoint
/// @param thumbprint of the key that the token names (`cnf.jkt`, RFC 7638 SHA-256); empty when any key will do,
///     because a token is about to be bound to it
public record Expected(String accessToken, String thumbprint) {

    /// At a token endpoint: a new token will be bound to whatever key is shown.
    public static final Expected ANY_KEY = new Expected("", "");

    /// With an access token that names its key.
    public static Expected of(String accessToken, String thumbprint) {
        return new Expected(accessToken, thumbprint);
    }

    @Override
    public String toString() {
        return "Expected[" + (accessToken.isEmpty() ? "no token, " : "a token, ") + thumbprint + "]";
    }
}
