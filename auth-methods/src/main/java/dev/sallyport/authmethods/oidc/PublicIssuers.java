package dev.sallyport.authmethods.oidc;

import java.util.Set;

/// Issuers that sign for the whole world under one name: their token alone says nothing about whose workload it is.
/// There may be more of them; these are the ones that people configure.
final class PublicIssuers {

    private static final Set<String> ISSUERS = Set.of(
            "https://token.actions.githubusercontent.com",
            "https://accounts.google.com",
            "https://gitlab.com",
            "https://agent.buildkite.com",
            "https://app.terraform.io");

    private PublicIssuers() {}

    static boolean contain(String issuer) {
        return ISSUERS.contains(issuer);
    }
}
