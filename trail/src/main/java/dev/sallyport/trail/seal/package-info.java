/// Keys and what they do: [dev.sallyport.trail.seal.SignedHead]s that a cut tail cannot hide from, and sealed
/// literals (R21).
///
/// Two keys stand in a folder of their own, next to the trail and never inside it, each made on first use in a file
/// that only its owner can read (0600; anything wider is refused):
///
/// - `head.key`: Ed25519 (RFC 8032) private key, Base64 of PKCS#8; `head.pub` beside it is its public half, Base64 of
///   X.509, for whoever verifies: copy it, and a head now and then, to a place that the gateway cannot write.
/// - `seal.key`: 256 random bits in hex, for AES-256-GCM (NIST SP 800-38D). Without it sealed literals cannot be
///   revealed, and nothing else is lost.
///
/// To change a key, stop the gateway, rename the old file to `head-2026.pub` or `seal-2026.key` (any name that starts
/// with `head` or `seal` and keeps its ending) and start it: old heads and boxes name their key and are still
/// checked and opened with it.
@NullMarked
package dev.sallyport.trail.seal;

import org.jspecify.annotations.NullMarked;
