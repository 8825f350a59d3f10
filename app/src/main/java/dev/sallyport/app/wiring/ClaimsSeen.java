package dev.sallyport.app.wiring;

import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.Aws;
import dev.sallyport.app.config.Azure;
import dev.sallyport.app.config.Gcp;
import dev.sallyport.app.config.Github;
import dev.sallyport.app.config.Gitlab;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Oauth;
import dev.sallyport.app.config.Oidc;
import dev.sallyport.app.config.Spiffe;
import dev.sallyport.app.config.Terraform;
import dev.sallyport.authmethods.jwt.Attributes;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Requirement;
import dev.sallyport.authmethods.kubernetes.KubernetesNames;
import dev.sallyport.authmethods.presets.Preset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an auth method makes of claims before its `where` is asked, for explanations: the plain names that it adds and
/// the plain keys that it asks.
///
/// @param attributes the plain names
/// @param required the plain keys
public record ClaimsSeen(Attributes attributes, List<Requirement> required) {

    private static final ClaimsSeen AS_THEY_ARE = new ClaimsSeen(Attributes.NONE, List.of());

    public ClaimsSeen {
        required = List.copyOf(required);
    }

    public static ClaimsSeen by(AuthMethodEntry entry) {
        return switch (entry.proof()) {
            case Oidc _, Oauth _, Aws _, Spiffe _ -> AS_THEY_ARE;
            case Kubernetes _ -> new ClaimsSeen(KubernetesNames.IN_TOKEN, List.of());
            case Github github -> of(PresetFrom.entry(github));
            case Gitlab gitlab -> of(PresetFrom.entry(gitlab));
            case Gcp gcp -> of(PresetFrom.entry(gcp));
            case Azure azure -> of(PresetFrom.entry(azure));
            case Terraform terraform -> of(PresetFrom.entry(terraform));
        };
    }

    private static ClaimsSeen of(Preset platform) {
        return new ClaimsSeen(platform.attributes(), platform.required());
    }

    /// With the plain names; one that is given already is kept, as an explanation may be asked for in plain names.
    public SortedMap<String, Object> of(SortedMap<String, Object> claims) {
        SortedMap<String, Object> all = new TreeMap<>(attributes.addedTo(claims));
        all.putAll(claims);
        return all;
    }

    /// Why a plain key refuses the claims; empty when none does.
    public Optional<String> whyNot(SortedMap<String, Object> claims) {
        try {
            for (Requirement requirement : required) {
                requirement.check(claims);
            }
            return Optional.empty();
        } catch (NotProven e) {
            return Optional.of(e.refused().detail());
        }
    }
}
