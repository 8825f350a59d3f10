package dev.sallyport.grammar.http.graphql;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.body.Content;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.json.JsonLimits;
import dev.sallyport.grammar.http.json.JsonReader;
import dev.sallyport.grammar.http.json.Span;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.text.Unclear;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads the requests of one GraphQL endpoint. Safe on every thread.
public final class GraphqlReader {

    private static final int MOST_CHARACTERS = 128 * 1024;
    private static final int MOST_TOKENS = 10_000;
    private static final int MOST_REQUESTS = 20;
    private static final int MOST_EFFECTS = 200;
    private static final Set<String> KNOWN = Set.of("query", "operationName", "variables", "extensions");

    private final Map<String, Verb> verbs;
    private final JsonReader json = new JsonReader(JsonLimits.DEFAULT);
    private final ParserOptions options = ParserOptions.newParserOptions()
            .maxCharacters(MOST_CHARACTERS)
            .maxTokens(MOST_TOKENS)
            .maxWhitespaceTokens(MOST_CHARACTERS)
            .maxRuleDepth(300)
            .captureSourceLocation(false)
            .captureLineComments(false)
            .captureIgnoredChars(false)
            .build();

    /// @param verbs of root fields, by name
    public GraphqlReader(Map<String, Verb> verbs) {
        this.verbs = Map.copyOf(verbs);
    }

    /// @throws Unclear when it cannot be told what is executed
    public Found find(ReadRequest request) throws Unclear {
        List<Effect> effects = new ArrayList<>();
        List<Argument> arguments = new ArrayList<>();
        Map<String, Set<String>> aliases = new HashMap<>();
        List<Json> all = requests(request);
        if (all.isEmpty() || all.size() > MOST_REQUESTS) {
            throw new Unclear("a batch of no or more than " + MOST_REQUESTS + " GraphQL requests");
        }
        for (Json each : all) {
            Found found = one(each);
            effects.addAll(found.effects());
            if (effects.size() > MOST_EFFECTS) {
                throw new Unclear("GraphQL requests that together reach more than " + MOST_EFFECTS + " objects");
            }
            arguments.addAll(found.arguments());
            found.aliases()
                    .forEach((name, also) ->
                            aliases.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(also));
        }
        return new Found(effects, arguments, true, aliases);
    }

    private List<Json> requests(ReadRequest request) throws Unclear {
        boolean inQuery = !request.target().query().all().isEmpty();
        if (request.method().equals("GET") && request.content() instanceof Content.None) {
            return List.of(fromQuery(request));
        }
        // a query beside a body: servers take one, the other, or both
        if (!request.method().equals("POST") || inQuery) {
            throw new Unclear("a GraphQL request is a GET with a query or a POST with a body");
        }
        return switch (request.content()) {
            case Content.Document document when document.json() instanceof Json.Elements batch -> batch.elements();
            case Content.Document document -> List.of(document.json());
            case Content.Prose prose
            when request.type().essence().equals("application/graphql") ->
                List.of(new Json.Members(Map.of("query", text(prose.text())), new Span(0, 0)));
            case Content.None _, Content.Lines _, Content.Form _, Content.Parts _, Content.Prose _, Content.Opaque _ ->
                throw new Unclear("a GraphQL request whose body is not JSON");
        };
    }

    private Json fromQuery(ReadRequest request) throws Unclear {
        Map<String, Json> members = new HashMap<>();
        for (var parameter : request.target().query().all()) {
            boolean structured =
                    parameter.name().equals("variables") || parameter.name().equals("extensions");
            Json value =
                    structured && !parameter.value().isEmpty() ? json.read(parameter.value()) : text(parameter.value());
            if (members.put(parameter.name(), value) != null) {
                throw new Unclear("a GraphQL request with a parameter twice");
            }
        }
        return new Json.Members(members, new Span(0, 0));
    }

    private static Json text(String text) {
        return new Json.Text(text, new Span(0, 0));
    }

    private Found one(Json request) throws Unclear {
        if (!(request instanceof Json.Members)) {
            throw new Unclear("a GraphQL request that is no JSON object");
        }
        if (!KNOWN.containsAll(request.members().keySet()) || isPersisted(request)) {
            throw new Unclear(
                    "a persisted GraphQL query, or a member that is not known: its text is not in the request");
        }
        String text = request.text("query").orElseThrow(GraphqlReader::withoutText);
        String name = request.text("operationName").orElse("");
        Json variables = request.member("variables").orElse(new Json.Null(new Span(0, 0)));
        return new Selected(parse(text), name, variables, verbs).found();
    }

    private static boolean isPersisted(Json request) {
        return request.member("extensions")
                .filter(each -> each.member("persistedQuery").isPresent())
                .isPresent();
    }

    private static Unclear withoutText() {
        return new Unclear("a GraphQL request without the text of its query");
    }

    private Document parse(String text) throws Unclear {
        try {
            return new Parser()
                    .parseDocument(ParserEnvironment.newParserEnvironment()
                            .document(text)
                            .parserOptions(options)
                            .build());
        } catch (InvalidSyntaxException _) {
            throw new Unclear("not well-formed GraphQL, or too large");
        }
    }
}
