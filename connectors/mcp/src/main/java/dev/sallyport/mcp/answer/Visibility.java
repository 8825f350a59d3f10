package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.mcp.action.Annotations;
import dev.sallyport.mcp.pin.ToolShelf;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.ResourceRule;
import dev.sallyport.mcp.target.ToolRule;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;

/// What of a server's lists a session is shown: what its contract could ever allow. Of tools, besides,
/// those alone that are trusted in their present form; a name that stands there twice is not shown at
/// all.
public final class Visibility {

    private final McpTargetSettings target;
    private final ToolShelf shelf;
    private final Envelope envelope;

    public Visibility(McpTargetSettings target, ToolShelf shelf, Envelope envelope) {
        this.target = target;
        this.shelf = shelf;
        this.envelope = envelope;
    }

    /// Changes the result of a list in place.
    void narrow(ObjectNode result) {
        Set<String> twice = twice(result.path("tools"));
        keep(
                result.path("tools"),
                tool -> tool instanceof ObjectNode definition && !twice.contains(name(tool)) && tool(definition));
        keep(result.path("prompts"), prompt -> envelope.allows(Verb.READ, name(prompt)));
        keep(result.path("resources"), resource -> readable(resource.path("uri").asText("")));
        keep(
                result.path("resourceTemplates"),
                template -> template(template.path("uriTemplate").asText("")));
    }

    private boolean tool(ObjectNode definition) {
        return shelf.seen(definition) && callable(definition);
    }

    private boolean callable(ObjectNode definition) {
        ToolRule rule = target.rule(name(definition));
        Verb verb = Annotations.strictest(rule.verb(), definition.path("annotations"));
        return envelope.allows(verb, target.resource(rule, name(definition)));
    }

    private boolean readable(String uri) {
        String resource = target.resources().stream()
                .filter(rule -> rule.matches(uri))
                .findFirst()
                .map(ResourceRule::resource)
                .orElse(uri);
        return envelope.allows(Verb.READ, resource);
    }

    /// What a template makes is judged when it is read; it is hidden only from who can read nothing at
    /// all.
    private boolean template(String template) {
        return readable(template)
                || target.resources().stream().anyMatch(rule -> envelope.allows(Verb.READ, rule.resource()))
                || envelope.allowances().stream().anyMatch(each -> each.verb() == Verb.READ);
    }

    private static Set<String> twice(JsonNode list) {
        Set<String> once = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (JsonNode each : list) if (!once.add(name(each))) twice.add(name(each));
        return twice;
    }

    private static String name(JsonNode named) {
        return named.path("name").asText("");
    }

    private static void keep(JsonNode list, Predicate<JsonNode> which) {
        if (!(list instanceof ArrayNode array)) return;
        for (Iterator<JsonNode> each = array.iterator(); each.hasNext(); ) if (!which.test(each.next())) each.remove();
    }
}
