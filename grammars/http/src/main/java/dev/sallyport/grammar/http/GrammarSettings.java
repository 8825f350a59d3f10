package dev.sallyport.grammar.http;

import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.body.BodyLimits;
import dev.sallyport.grammar.http.openapi.ApiDescription;
import dev.sallyport.grammar.http.route.Route;
import dev.sallyport.grammar.http.target.TargetRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How one target is understood.
///
/// @param target its configured name
/// @param addressPath the path of its address, as segments; a description's servers are compared with
///     it
/// @param description null: by method and path
/// @param routes of the configuration; they go before the description
/// @param outward paths where sending means that data leaves the target, such as `/hooks/**` (`*` is
///     one segment, `**` any number): every method there that is not GET, HEAD or OPTIONS is SHARE
/// @param protocols what else it speaks
/// @param override what to think of method overrides
/// @param rules for paths and queries
/// @param bodies limits
/// @param statement characters of a statement
/// @param arguments the most leaves that are judged
/// @param sensitive properties, by resource
/// @param maskable whether the connector can put masks on what is read
public record GrammarSettings(
        String target,
        List<String> addressPath,
        @Nullable ApiDescription description,
        List<Route> routes,
        List<String> outward,
        Protocols protocols,
        MethodOverride override,
        TargetRules rules,
        BodyLimits bodies,
        int statement,
        int arguments,
        Map<String, Set<String>> sensitive,
        boolean maskable) {

    public static final int DEFAULT_STATEMENT = 16_384;
    public static final int DEFAULT_ARGUMENTS = 2000;

    public GrammarSettings {
        addressPath = List.copyOf(addressPath);
        routes = List.copyOf(routes);
        outward = List.copyOf(outward);
        sensitive = Map.copyOf(sensitive);
    }

    /// @param graphql the path of the GraphQL endpoint below the address; empty for none
    /// @param grpc whether calls of gRPC are understood
    /// @param git whether it is a server of Git repositories
    /// @param verbs of gRPC methods (`package.Service/Method`, `package.Service/*`) and of GraphQL root
    ///     fields
    public record Protocols(String graphql, boolean grpc, boolean git, Map<String, Verb> verbs) {

        public static final Protocols NONE = new Protocols("", false, false, Map.of());

        public Protocols {
            verbs = Map.copyOf(verbs);
        }
    }

    /// With all defaults.
    public static GrammarSettings of(String target) {
        return new GrammarSettings(
                target,
                List.of(),
                null,
                List.of(),
                List.of(),
                Protocols.NONE,
                MethodOverride.REFUSE,
                TargetRules.STRICT,
                BodyLimits.DEFAULT,
                DEFAULT_STATEMENT,
                DEFAULT_ARGUMENTS,
                Map.of(),
                false);
    }
}
