package dev.sallyport.llm.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Action.Phase;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.llm.request.Api;
import dev.sallyport.llm.request.ModelRequest;
import dev.sallyport.llm.request.ProviderTool;
import dev.sallyport.llm.target.LlmTargetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The use of a model as the words of the hall: the model with the tokens it may cost, each tool that the provider
/// would run, and whatever keeps the request from being understood. Immutable.
final class Uses {

    private static final Scope ONE = new Scope.AtMost(1);

    private final LlmTargetSettings settings;

    Uses(LlmTargetSettings settings) {
        this.settings = settings;
    }

    /// The tools come first: what somebody could have asked for is judged by that, the use of a model is not.
    ///
    /// @param tokens that it may cost at most
    /// @param references whether everything that it refers to went through here
    Action of(ModelRequest request, String line, byte[] body, long tokens, boolean references) {
        List<Operation> operations = new ArrayList<>();
        List<Argument> arguments = new ArrayList<>();
        for (ProviderTool tool : request.providerTools()) {
            operations.add(operation(Verb.EXECUTE, "provider-tool", tool.name(), ONE, Set.of(Label.BY_USE), ""));
            arguments.addAll(tool.arguments());
        }
        operations.add(model(request, tokens));
        request.doubts().forEach(doubt -> operations.add(unknown(doubt)));
        for (String host : request.fetchHosts()) {
            if (!settings.fetchHosts().contains(host)) operations.add(unknown(fetching(host)));
        }
        if (!references)
            operations.add(unknown("an earlier answer that did not go through this gateway for this task"));
        if (request.storing() && !settings.storing()) operations.add(unknown(storing()));
        return new Action(
                Phase.PERFORM, operations, arguments, statement(request, line, tokens), Digests.of(body, line));
    }

    private Operation model(ModelRequest request, long tokens) {
        return switch (request.api()) {
            case CHAT,
                    RESPONSES,
                    MESSAGES,
                    EMBEDDINGS,
                    COUNT_TOKENS,
                    GEMINI,
                    GEMINI_STREAM,
                    GEMINI_EMBED,
                    GEMINI_COUNT ->
                operation(
                        Verb.EXECUTE,
                        "model",
                        request.model(),
                        new Scope.AtMost(tokens),
                        request.storing() ? Set.of() : Set.of(Label.KEEPS_NOTHING),
                        "");
            case MODELS -> operation(Verb.DISCOVER, "models", "models", new Scope.Unbounded(-1), Set.of(), "");
        };
    }

    private String fetching(String host) {
        String from = host.equals("?") ? "an address that is no plain https address" : "`" + host + "`";
        return "the provider would fetch from " + from + ", which targets." + settings.name()
                + ".llm.fetchHosts does not list";
    }

    private String storing() {
        return "the provider would keep the answer, which targets." + settings.name()
                + ".llm.storing forbids: set `store` to false";
    }

    private Operation unknown(String what) {
        return operation(Verb.UNKNOWN, "request", "request", ONE, Set.of(), what);
    }

    private Operation operation(Verb verb, String kind, String name, Scope scope, Set<Label> labels, String note) {
        return new Operation(verb, new Resource(settings.name(), kind, name, List.of()), scope, labels, note);
    }

    /// What is not served here at all.
    Action unserved(String line, String why) {
        return new Action(
                Phase.PERFORM, List.of(unknown(why)), List.of(), Proposals.capped(line), Digests.of(line, why));
    }

    /// The words of the conversation are not repeated here: they are told as its turns.
    private static String statement(ModelRequest request, String line, long tokens) {
        if (request.api() == Api.MODELS) return Proposals.capped(line);
        return Proposals.capped(line + " model " + request.model() + ", "
                + request.turns().size() + " turns, at most " + tokens + " tokens");
    }
}
