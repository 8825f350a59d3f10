package dev.sallyport.authmethods.presets;

import dev.sallyport.authmethods.jwt.Attributes;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.Requirement;
import dev.sallyport.authmethods.web.SafeUrl;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Application tokens of Microsoft Entra, for managed identities, workload identities and service principals
/// (Microsoft identity platform docs, "Access token claims reference"). Limits are counted by the identity's object id.
///
/// @param audiences for a v2 token the gateway's application id, for a v1 token its id URI
/// @param tenant its id; never `common`, which is everybody's
/// @param version of the token: 1 or 2; the gateway's application registration decides
/// @param authority `https://login.microsoftonline.com`, or that of a national cloud
/// @param appIds application (client) ids
/// @param objectIds of service principals and managed identities
public record Azure(
        List<String> audiences, String tenant, int version, URI authority, List<String> appIds, List<String> objectIds)
        implements Preset {

    private static final String ID = "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    public Azure {
        audiences = List.copyOf(audiences);
        appIds = List.copyOf(appIds);
        objectIds = List.copyOf(objectIds);
    }

    @Override
    public String family() {
        return "azure";
    }

    @Override
    public String issuer() {
        return version == 1 ? "https://sts.windows.net/" + tenant + "/" : ofTenant() + "/v2.0";
    }

    /// The discovery document of v1 tokens does not lie below their issuer.
    @Override
    public KeySource keys() {
        return version == 1
                ? new KeySource.DiscoveryUrl(KeySource.discover(ofTenant()).url())
                : KeySource.discover(issuer());
    }

    private String ofTenant() {
        return authority.toString().replaceAll("/+$", "") + "/" + tenant;
    }

    @Override
    public Naming naming() {
        return new Naming("oid", List.of("oid"));
    }

    @Override
    public Attributes attributes() {
        return new Attributes(Map.of("tenant", List.of("tid"), "app", List.of(appClaim()), "object", List.of("oid")));
    }

    private String appClaim() {
        return version == 1 ? "appid" : "azp";
    }

    /// In a token of a person `sub` is not `oid`, and it would be the person who is meant.
    @Override
    public List<Requirement> required() {
        return new Wanted()
                .oneOf("tid", "tenant", List.of(tenant))
                .oneOf(appClaim(), "appIds", appIds)
                .oneOf("oid", "objectIds", objectIds)
                .and(new Requirement.Same("oid", "sub", "the token is a person's, not an application's own"))
                .list();
    }

    @Override
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        if (!tenant.matches(ID)) {
            problems.put(
                    "tenant",
                    "must be the id of your tenant, never `common` or `organizations`, which are" + " everybody's");
        }
        if (version != 1 && version != 2) {
            problems.put("version", "must be 1 or 2");
        }
        if (appIds.isEmpty() && objectIds.isEmpty()) {
            problems.put("appIds", "every application of the tenant would be let in: name `appIds` or `objectIds`");
        }
        notIds(appIds, "appIds", problems);
        notIds(objectIds, "objectIds", problems);
        String unsafe = SafeUrl.problemOf(authority.toString());
        if (!unsafe.isEmpty()) {
            problems.put("authority", unsafe);
        }
        return problems;
    }

    private static void notIds(List<String> ids, String key, Map<String, String> problems) {
        if (ids.stream().anyMatch(id -> !id.matches(ID))) {
            problems.put(key, "must be ids");
        }
    }
}
