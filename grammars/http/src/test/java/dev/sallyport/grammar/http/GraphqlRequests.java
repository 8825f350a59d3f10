package dev.sallyport.grammar.http;

import dev.sallyport.grammar.http.GrammarSettings.Protocols;
import dev.sallyport.grammar.http.body.BodyLimits;
import dev.sallyport.grammar.http.target.TargetRules;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A target with GraphQL, and requests to it.
final class GraphqlRequests {

    private GraphqlRequests() {}

    static HttpGrammar grammar(Map<String, Set<String>> sensitive) {
        return new HttpGrammar(new GrammarSettings(
                "shop",
                List.of(),
                null,
                List.of(),
                List.of(),
                new Protocols("/graphql", false, false, Map.of()),
                MethodOverride.REFUSE,
                TargetRules.STRICT,
                BodyLimits.DEFAULT,
                1000,
                2000,
                sensitive,
                true));
    }

    static Asked query(String query) {
        return Requests.json("POST", "/graphql", body(query));
    }

    static Asked batch(int requests, String query) {
        return Requests.json("POST", "/graphql", "[" + (body(query) + ",").repeat(requests - 1) + body(query) + "]");
    }

    private static String body(String query) {
        return "{\"query\":\"" + query.replace("\"", "\\\"") + "\"}";
    }
}
