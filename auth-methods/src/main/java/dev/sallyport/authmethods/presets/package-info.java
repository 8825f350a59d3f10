/// Platforms by name: what a token of GitHub Actions, GitLab CI, Google Cloud, Microsoft Entra or HCP Terraform looks
/// like, so that nobody has to know issuer, algorithm and claims by heart.
///
/// A [dev.sallyport.authmethods.presets.Preset] becomes [dev.sallyport.authmethods.oidc.OidcSettings]: plain keys such
/// as `repositories` become requirements on claims, plain names such as `project` stand for claims, and limits are
/// counted under what all runs share. A platform that signs for the whole world needs a restriction; without one the
/// preset has a problem. No condition is ever put on `sub`, whose form a platform's users can change. Immutable.
@NullMarked
package dev.sallyport.authmethods.presets;

import org.jspecify.annotations.NullMarked;
