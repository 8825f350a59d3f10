package dev.sallyport.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Action.Phase;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.llm.answer.ProposedCall;
import dev.sallyport.llm.json.Json;
import dev.sallyport.llm.json.Leaves;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tool calls that a model proposes, as the words of the hall.
final class Proposals {

    private static final int MOST = 8192;
    private static final int LONGEST = 500;

    private Proposals() {}

    /// Its arguments are every leaf of what the model wrote; what is not an object that everyone reads alike is not
    /// understood.
    ///
    /// @param description what the agent says that the tool does: the operation's note
    static Action of(String target, ProposedCall call, String description) {
        Optional<ObjectNode> object = Json.object(call.arguments().isBlank() ? "{}" : call.arguments());
        boolean understood = call.free() || object.isPresent();
        Resource tool = new Resource(target, Resource.PROPOSAL, call.tool(), List.of());
        String note = understood
                ? shortened(description)
                : "the arguments of tool `" + call.tool() + "` are not JSON that everyone reads alike";
        Operation operation =
                new Operation(understood ? Verb.EXECUTE : Verb.UNKNOWN, tool, new Scope.AtMost(1), Set.of(), note);
        return new Action(
                Phase.PERFORM,
                List.of(operation),
                arguments(call, object),
                capped(call.tool() + " " + call.arguments()),
                Digests.of("proposal", target, call.tool(), call.arguments()));
    }

    private static String shortened(String description) {
        return description.length() <= LONGEST ? description : description.substring(0, LONGEST);
    }

    private static List<Argument> arguments(ProposedCall call, Optional<ObjectNode> object) {
        if (call.free()) return List.of(new Argument("input", call.arguments()));
        return object.map((JsonNode node) -> Leaves.of(node, ""))
                .orElse(List.of(new Argument("arguments", call.arguments())));
    }

    static String capped(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
    }
}
