package dev.sallyport.authmethods.spiffe;

import java.util.List;
import java.util.Set;

/// One configured auth method of the family `spiffe`.
///
/// Any value can be held; [#problems] says what is wrong with it, everything at once, and
/// [SpiffeAuthMethod] is only made from settings without problems.
///
/// @param name the key under `authMethods`
/// @param own the trust domain that the gateway stands in
/// @param federated others whose workloads may come, each with its own authorities: none vouches for
///     another
/// @param audiences a JWT-SVID must be meant for one of them; none: JWT-SVIDs are not accepted
/// @param where a CEL condition on `claims`; blank for none
public record SpiffeSettings(
        String name,
        TrustedDomain own,
        List<TrustedDomain> federated,
        Set<String> audiences,
        String where,
        SvidLimits limits,
        BundleTimes times) {

    public SpiffeSettings {
        federated = List.copyOf(federated);
        audiences = Set.copyOf(audiences);
    }

    /// With every default: X.509-SVIDs of one trust domain.
    public static SpiffeSettings of(String name, TrustedDomain own) {
        return new SpiffeSettings(name, own, List.of(), Set.of(), "", SvidLimits.DEFAULT, BundleTimes.DEFAULT);
    }

    /// Everything that is wrong, each beginning with its configuration path; empty when usable. Opens
    /// no file and no connection.
    public List<String> problems() {
        return new SpiffeProblems(this).found();
    }
}
