package dev.sallyport.sessions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.sessions.json.Json;
import dev.sallyport.sessions.task.Binding;
import dev.sallyport.sessions.task.Grant;
import dev.sallyport.sessions.token.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Makes a token of a grant, and the answer around it.
record Issuing(TokenMint mint, SessionSettings settings, Names names) {

    /// @param target the one that the token is for; empty for none by itself
    ObjectNode answer(Grant grant, Delegation delegation, String target, Instant now) {
        String audience = target.isEmpty() ? settings.issuer() : target;
        Instant end = now.plus(settings.tokenLifetime());
        if (grant.endsAt().isBefore(end)) end = grant.endsAt();
        String token = mint.sign(names.token(), grant.id(), audience, now, end, claims(grant, delegation));
        ObjectNode json = Json.object()
                .put("access_token", token)
                .put("issued_token_type", TokenRequest.ACCESS_TOKEN)
                .put("token_type", grant.binding().kind() == Binding.Kind.DPOP ? "DPoP" : "Bearer")
                .put("expires_in", Math.max(0, Duration.between(now, end).toSeconds()))
                .put("audience", audience);
        json.putArray("authorization_details").add(granted(grant, delegation));
        if (target.isEmpty()) grant.targets().forEach(json.putArray("exchange_for")::add);
        return json;
    }

    private static ObjectNode granted(Grant grant, Delegation delegation) {
        ObjectNode json = Json.object()
                .put("type", TaskRequest.TYPE)
                .put("purpose", grant.purpose())
                .put("task", grant.declared().task());
        grant.targets().forEach(json.putArray("targets")::add);
        json.set("limits", limits(grant, delegation));
        return json;
    }

    /// The strictest of the whole way.
    private static ObjectNode limits(Grant grant, Delegation delegation) {
        TaskLimits all =
                delegation.grants().stream().map(Delegation.Grant::limits).reduce(TaskLimits.NONE, TaskLimits::and);
        ObjectNode json = Json.object();
        if (all.perAction() != Long.MAX_VALUE) json.put("perAction", all.perAction());
        if (all.perTask() != Long.MAX_VALUE) json.put("perTask", all.perTask());
        return json.put(
                "lifetime", Duration.between(grant.openedAt(), grant.endsAt()).toSeconds());
    }

    private static ObjectNode claims(Grant grant, Delegation delegation) {
        Workload root = delegation.grants().getFirst().workload();
        ObjectNode json = Json.object()
                .put("sub", root.subject())
                .put("txn", grant.tree())
                .put("purpose", grant.purpose())
                .put("intent", grant.intent())
                .put("auth_method", root.authMethod());
        json.set("limits", limits(grant, delegation));
        json.putObject("cnf")
                .put(grant.binding().kind().member(), grant.binding().value());
        ArrayNode targets = json.putArray("targets");
        grant.targets().forEach(targets::add);
        Object mayAct = grant.workload().claims().get(MayAct.CLAIM);
        if (mayAct != null) json.set(MayAct.CLAIM, Json.tree(mayAct));
        List<Delegation.Grant> actors =
                delegation.grants().subList(1, delegation.grants().size());
        if (!actors.isEmpty()) json.set("act", act(actors));
        return json;
    }

    /// The current actor outermost (RFC 8693 section 4.1).
    private static ObjectNode act(List<Delegation.Grant> actors) {
        Workload actor = actors.getLast().workload();
        ObjectNode json = Json.object().put("sub", actor.subject()).put("auth_method", actor.authMethod());
        if (actors.size() > 1) json.set("act", act(actors.subList(0, actors.size() - 1)));
        return json;
    }
}
