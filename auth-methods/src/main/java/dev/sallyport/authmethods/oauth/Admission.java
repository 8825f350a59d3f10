package dev.sallyport.authmethods.oauth;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.WorkloadNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether proven claims are let in, and as what. `scopes` is the list that `scope` writes as one text, and
/// `own_token` tells a client's own token from a user's.
final class Admission {

    private final OAuthSettings settings;
    private final WorkloadNames names;
    private final ClaimsCondition condition;

    /// @throws IllegalArgumentException when the condition does not compile
    Admission(OAuthSettings settings) {
        this.settings = settings;
        this.names = new WorkloadNames(settings.issuer(), settings.naming());
        this.condition = ClaimsCondition.compile("authMethods." + settings.name() + ".where", settings.where());
    }

    Workload workload(SortedMap<String, Object> proven, Instant validUntil) throws NotProven {
        List<String> scopes = scopes(proven.get("scope"));
        boolean own = Json.text(proven, "sub").equals(Json.text(proven, "client_id"));
        SortedMap<String, Object> claims = new TreeMap<>(proven);
        claims.put("scopes", scopes);
        claims.put("own_token", own);
        access(claims, scopes, own);
        Optional<String> whyNot = condition.whyNot(claims);
        if (whyNot.isPresent()) {
            throw new NotProven(CONDITION_NOT_MET, whyNot.get());
        }
        return new Workload(settings.name(), names.subject(claims), names.countedAs(claims), claims, validUntil);
    }

    private void access(Map<String, Object> claims, List<String> scopes, boolean own) throws NotProven {
        AccessRules access = settings.access();
        if (!scopes.containsAll(access.scopes())) {
            throw new NotProven(CONDITION_NOT_MET, "the token has not all of the scopes that `scopes` asks for");
        }
        if (!access.clients().isEmpty() && !access.clients().contains(Json.text(claims, "client_id"))) {
            throw new NotProven(CONDITION_NOT_MET, "the token's client is none of those in `clients`");
        }
        if (own && !access.allowClients()) {
            throw new NotProven(
                    CONDITION_NOT_MET,
                    "the token is a client's own (client credentials), unless `allowClients` says so");
        }
        if (Json.text(claims, "token_type").equalsIgnoreCase("DPoP") && !claims.containsKey("cnf")) {
            throw new NotProven(MALFORMED, "a DPoP token names no key (cnf)");
        }
    }

    /// RFC 6749 §3.3; some servers write a list.
    private static List<String> scopes(@Nullable Object scope) {
        return switch (scope) {
            case String text ->
                List.of(text.isBlank() ? new String[0] : text.strip().split(" +"));
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
