package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.ServerAsk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What each method does, but for calling tools.
final class Operations {

    static final Scope ONE = new Scope.AtMost(1);
    private static final Set<String> FILTERS =
            Set.of("toolsListChanged", "promptsListChanged", "resourcesListChanged", "resourceSubscriptions");
    private static final Scope NONE = new Scope.AtMost(0);
    private static final Scope ALL = new Scope.Unbounded(-1);

    private final McpTargetSettings target;

    Operations(McpTargetSettings target) {
        this.target = target;
    }

    List<Operation> of(RpcMessage.Request request) {
        String method = request.method();
        ObjectNode params = request.params();
        if (Methods.SESSION.contains(method)) return List.of(session(method));
        String list = Methods.LISTS.get(method);
        if (list != null) return List.of(operation(Verb.DISCOVER, "list", list, ALL, Set.of()));
        return switch (method) {
            case Methods.RESOURCES_READ, Methods.RESOURCES_SUBSCRIBE -> List.of(resource(params.path("uri")));
            case Methods.PROMPTS_GET -> withInputs(params, prompt(params.path("name")));
            case Methods.COMPLETE -> List.of(completion(params.path("ref")));
            case Methods.LISTEN -> listened(params.path("notifications"));
            default -> List.of(unknown("method", "method `" + method + "`"));
        };
    }

    Operation of(RpcMessage.Notification notification) {
        String method = notification.method();
        return Methods.NOTIFICATIONS.contains(method)
                ? session(method)
                : unknown("notification", "notification `" + method + "`");
    }

    /// A reply gives the server something of the agent's, where the server was allowed to ask.
    Operation of(RpcMessage.Reply reply, Asked asked) {
        return asked.find(reply.id())
                .map(what -> switch (what) {
                    case Asked.What.Something something
                    when reply instanceof RpcMessage.Result -> reply(something.ask());
                    case Asked.What.Something _, Asked.What.Ping _ -> session("reply");
                })
                .orElseGet(() -> unknown("reply", "a reply to nothing that the server asked here"));
    }

    private Operation reply(ServerAsk ask) {
        return operation(Verb.EXECUTE, "reply", ask.word(), ONE, Set.of());
    }

    /// 2026-07-28 gives the server its answers on a retry of the request (multi round-trip requests).
    /// Whether it asked cannot be seen here: each answer is an effect of its own, told by its form, and
    /// one of no known form is not understood.
    List<Operation> withInputs(ObjectNode params, Operation first) {
        List<Operation> all = new ArrayList<>(2);
        all.add(first);
        for (JsonNode input : params.path("inputResponses")) all.add(input(input));
        return all;
    }

    private Operation input(JsonNode input) {
        if (input.has("action")) return inputOf(ServerAsk.ELICITATION);
        if (input.has("role")) return inputOf(ServerAsk.SAMPLING);
        if (input.has("roots")) return inputOf(ServerAsk.ROOTS);
        return unknown("reply", "an input response of no known form");
    }

    private Operation inputOf(ServerAsk ask) {
        return target.mayAsk().contains(ask)
                ? reply(ask)
                : unknown("reply", "an answer to `" + ask.word() + "`, which the server may not ask for");
    }

    private Operation prompt(JsonNode name) {
        return name.isTextual()
                ? operation(Verb.READ, "prompt", name.textValue(), ONE, Set.of(Label.MASKABLE))
                : unknown("prompt", "a prompt without a name");
    }

    private Operation resource(JsonNode uri) {
        if (!uri.isTextual()) return unknown("resource", "a resource without a URI");
        return operation(Verb.READ, "resource", resourceName(uri.textValue()), ONE, Set.of(Label.MASKABLE));
    }

    /// As contracts name it.
    String resourceName(String uri) {
        return target.resources().stream()
                .filter(rule -> rule.matches(uri))
                .findFirst()
                .map(rule -> rule.resource())
                .orElse(uri);
    }

    /// Completions give values away, one prefix after the other.
    private Operation completion(JsonNode ref) {
        return switch (ref.path("type").asText("")) {
            case "ref/prompt" -> prompt(ref.path("name"));
            case "ref/resource" -> resource(ref.path("uri"));
            default -> unknown("completion", "a completion of no known kind");
        };
    }

    /// A filter that is not known by name, or by another case of it, is not understood.
    private List<Operation> listened(JsonNode wanted) {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : wanted.properties())
            if (!FILTERS.contains(each.getKey())) all.add(unknown("subscription", "filter `" + each.getKey() + "`"));
        all.add(session(Methods.LISTEN));
        for (JsonNode uri : wanted.path("resourceSubscriptions")) all.add(resource(uri));
        return all;
    }

    private Operation session(String what) {
        return operation(Verb.READ, Resource.SESSION, what, NONE, Set.of());
    }

    Operation unknown(String kind, String note) {
        Resource resource = new Resource(target.name(), kind, kind, List.of());
        return new Operation(Verb.UNKNOWN, resource, ALL, Set.of(), note);
    }

    Operation operation(Verb verb, String kind, String name, Scope scope, Set<Label> labels) {
        return new Operation(verb, new Resource(target.name(), kind, name, List.of()), scope, labels);
    }
}
