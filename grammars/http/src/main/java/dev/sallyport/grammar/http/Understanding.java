package dev.sallyport.grammar.http;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.graphql.GraphqlReader;
import dev.sallyport.grammar.http.openapi.ApiDescription;
import dev.sallyport.grammar.http.protocol.GitRequests;
import dev.sallyport.grammar.http.protocol.GrpcCalls;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.rest.ByPath;
import dev.sallyport.grammar.http.rest.ByRoute;
import dev.sallyport.grammar.http.route.Match;
import dev.sallyport.grammar.http.route.Routes;
import dev.sallyport.grammar.http.target.CanonicalPath;
import dev.sallyport.grammar.http.target.TargetRules;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Which of the readings is a request's.
final class Understanding {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final GrammarSettings settings;
    private final Routes configured;
    private final Routes described;
    private final OutwardPaths outward;
    private final @Nullable GraphqlReader graphql;
    private final List<String> graphqlPath;

    Understanding(GrammarSettings settings) {
        this.settings = settings;
        this.configured = new Routes(settings.routes());
        ApiDescription description = settings.description();
        this.described = description == null ? Routes.NONE : new Routes(description.routes());
        this.outward = new OutwardPaths(settings.outward());
        String endpoint = settings.protocols().graphql();
        this.graphql = endpoint.isEmpty()
                ? null
                : new GraphqlReader(settings.protocols().verbs());
        this.graphqlPath = endpoint.isEmpty() ? List.of() : segments(endpoint);
    }

    private static List<String> segments(String path) {
        try {
            return CanonicalPath.read(path, TargetRules.STRICT).segments();
        } catch (Unclear e) {
            throw new IllegalArgumentException("not a path: " + e.reason() + " `" + path + "`", e);
        }
    }

    /// @param others methods that the request may be of as well
    /// @param upgrade the protocol that the connection is to change to; empty for none
    Found of(ReadRequest request, List<String> others, String upgrade) throws Unclear {
        Found found = corrected(request, upgrade);
        if (others.isEmpty()) {
            return found;
        }
        List<Effect> effects = new ArrayList<>(found.effects());
        List<Argument> arguments = new ArrayList<>(found.arguments());
        for (String other : others) {
            Found also = corrected(request.withMethod(other), upgrade);
            // one of them is carried out: what is the same with another method is not done again
            also.effects().stream().filter(each -> !effects.contains(each)).forEach(effects::add);
            arguments.addAll(also.arguments());
        }
        return new Found(effects, arguments.stream().distinct().toList(), found.itsOwn(), found.aliases());
    }

    private Found corrected(ReadRequest request, String upgrade) throws Unclear {
        Found found = one(request);
        if (!upgrade.isEmpty()) {
            return opened(found, "changes to " + upgrade);
        }
        boolean leaves = !READING.contains(request.method())
                && outward.match(request.target().path().segments());
        return leaves ? shared(found) : found;
    }

    private static Found shared(Found found) {
        return with(found, each -> new Effect(Verb.SHARE, each.resource(), each.scope(), each.fields(), each.note()));
    }

    /// One call, whatever is said on it then.
    private static Found opened(Found found, String note) {
        return with(found, each -> {
            Scope scope = each.scope() instanceof Scope.Keyed ? each.scope() : new Scope.AtMost(1);
            return new Effect(Verb.EXECUTE, each.resource(), scope, List.of(), note);
        });
    }

    private static Found with(Found found, UnaryOperator<Effect> change) {
        return new Found(
                found.effects().stream().map(change).toList(), found.arguments(), found.itsOwn(), found.aliases());
    }

    private Found one(ReadRequest request) throws Unclear {
        List<String> path = request.target().path().segments();
        if (settings.protocols().grpc() && GrpcCalls.isCall(request.type().essence())) {
            return GrpcCalls.find(request, settings.protocols().verbs());
        }
        if (graphql != null && path.equals(graphqlPath)) {
            return graphql.find(request);
        }
        Optional<Match> match = configured.find(request.method(), path);
        if (match.isPresent()) {
            return ByRoute.find(request, match.get());
        }
        if (settings.description() != null) {
            return ByRoute.find(request, describedAs(request, settings.description()));
        }
        Optional<Found> git = settings.protocols().git() ? GitRequests.find(request) : Optional.empty();
        return git.isPresent() ? git.get() : ByPath.find(request);
    }

    /// The path of the target's address counts: a server of the description may be in it, or may not.
    private Match describedAs(ReadRequest request, ApiDescription description) throws Unclear {
        List<String> whole = new ArrayList<>(settings.addressPath());
        whole.addAll(request.target().path().segments());
        for (List<String> base : description.bases()) {
            if (whole.size() >= base.size() && whole.subList(0, base.size()).equals(base)) {
                Optional<Match> match = described.find(request.method(), whole.subList(base.size(), whole.size()));
                if (match.isPresent()) {
                    return match.get();
                }
            }
        }
        throw new Unclear("a request that the API's description does not know");
    }
}
