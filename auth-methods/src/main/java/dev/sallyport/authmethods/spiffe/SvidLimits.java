package dev.sallyport.authmethods.spiffe;

import java.time.Duration;

/// What an SVID may cost before it is refused unread.
///
/// @param maxChain certificates
/// @param maxChainSize bytes of all certificates together, as DER
/// @param maxTokenSize characters of a JWT-SVID
/// @param skew how far the issuer's clock and ours may be apart, for a JWT-SVID's times; X.509-SVIDs
///     get none
public record SvidLimits(int maxChain, int maxChainSize, int maxTokenSize, Duration skew) {

    /// 8 certificates, 32 KiB, 16 KiB, 30 s.
    public static final SvidLimits DEFAULT = new SvidLimits(8, 32 << 10, 16 << 10, Duration.ofSeconds(30));
}
