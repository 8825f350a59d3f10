package dev.sallyport.authmethods.aws;

import java.util.List;
import java.util.Set;

/// Who may come in.
///
/// @param audience the gateway's own name, which the signature has to cover: printable ASCII without spaces
/// @param accounts account ids of 12 digits; at least one, or anybody with an AWS account could come in
/// @param roles names, or ARNs without a path, of the only roles that may; `*` stands for any characters. Empty: every
///     principal of the accounts
/// @param regions whose STS hosts requests may be signed for; at least one
/// @param root whether an account's root user may
public record Trusted(String audience, Set<String> accounts, List<String> roles, Set<String> regions, boolean root) {
    public Trusted {
        accounts = Set.copyOf(accounts);
        roles = List.copyOf(roles);
        regions = Set.copyOf(regions);
    }
}
