package dev.sallyport.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.session.Session;
import dev.sallyport.app.admin.view.HoldsDesk.HeldAction;
import dev.sallyport.app.admin.view.SessionsView.OpenSession;
import dev.sallyport.app.admin.view.SessionsView.OpenTask;
import java.util.Locale;

/// Sessions and holds as JSON. Text that an agent wrote stands in it as it is: whoever shows it escapes it
/// (R19).
final class Described {

    private Described() {}

    static JsonNode session(OpenSession open) {
        Session session = open.session();
        ObjectNode json = identity(session)
                .put("mode", word(session.access().mode()))
                .put("peer", open.peer())
                .put("openedAt", session.openedAt().toString())
                .put("endsAt", session.endsAt().toString())
                .put("permitted", open.permitted())
                .put("denied", open.denied());
        return json;
    }

    static JsonNode task(OpenTask task) {
        ObjectNode json = Json.object()
                .put("id", task.id())
                .put("tree", task.tree())
                .put("parent", task.parent())
                .put("depth", task.depth())
                .put("workload", task.workload())
                .put("purpose", task.purpose())
                .put("task", task.task())
                .put("openedAt", task.openedAt().toString())
                .put("endsAt", task.endsAt().toString());
        task.targets().forEach(json.putArray("targets")::add);
        return json;
    }

    /// @param all whether to show statement and arguments that may hold a sensitive value (R21)
    static JsonNode hold(HeldAction held, boolean all) {
        Action action = held.action();
        boolean shown = all || !action.sensitive();
        ObjectNode json = Json.object()
                .put("id", held.id())
                .put("requestId", held.requestId())
                .put("rule", held.rule())
                .put("reason", held.reason())
                .put("askedAt", held.askedAt().toString())
                .put("expiresAt", held.expiresAt().toString())
                .put("fingerprint", held.fingerprint())
                .put("sealed", !shown);
        json.set("session", identity(held.session()));
        if (shown) content(action, json);
        ArrayNode operations = json.putArray("operations");
        action.operations().forEach(operation -> operations.add(operation(operation)));
        return json;
    }

    private static ObjectNode identity(Session session) {
        ObjectNode json = Json.object()
                .put("id", session.id())
                .put("workload", session.workload().toString())
                .put("target", session.target())
                .put("purpose", session.purpose().name())
                .put("task", session.purpose().task())
                .put("purposeDeclaredBy", word(session.purpose().declaredBy()))
                .put("rule", session.access().rule())
                .put("role", session.access().role());
        session.actors().forEach(json.putArray("actors")::add);
        if (!session.delegation().isNone())
            json.put("tree", session.delegation().tree())
                    .put("grant", session.delegation().own().id());
        return json;
    }

    private static void content(Action action, ObjectNode json) {
        json.put("statement", action.statement());
        ArrayNode arguments = json.putArray("arguments");
        action.arguments()
                .forEach(argument ->
                        arguments.addObject().put("name", argument.name()).put("value", argument.value()));
    }

    private static ObjectNode operation(Operation operation) {
        return Json.object()
                .put("verb", word(operation.verb()))
                .put("resource", operation.resource().path());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
