package dev.sallyport.authority.policy;

import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import java.util.Map;
import java.util.Set;

/// A question in Cedar's words.
record CedarRequest(AuthorizationRequest request, Set<Entity> entities) {

    private static final EntityTypeName WORKLOAD = type("Workload");
    private static final EntityTypeName AUTH_METHOD = type("AuthMethod");
    private static final EntityTypeName ACTION = type("Action");
    private static final EntityTypeName RESOURCE = type("Resource");
    private static final EntityTypeName TARGET = type("Target");

    static CedarRequest of(Session session, Question question) {
        Entity principal = principal(session.workload());
        Entity resource = resource(question.resource());
        EntityUID action = ACTION.of(question.verb().name());
        return new CedarRequest(
                new AuthorizationRequest(principal.getEUID(), action, resource.getEUID(), context(session, question)),
                Set.of(principal, resource));
    }

    private static Entity principal(Workload workload) {
        return new Entity(
                WORKLOAD.of(workload.toString()),
                Map.of(
                        "authMethod", text(workload.authMethod()),
                        "subject", text(workload.subject()),
                        "countedAs", text(workload.countedAs()),
                        "claims", CedarValues.map(workload.claims())),
                Set.of(AUTH_METHOD.of(workload.authMethod())));
    }

    private static Entity resource(Resource resource) {
        return new Entity(
                RESOURCE.of(resource.path()),
                Map.of(
                        "target", text(resource.target()),
                        "kind", text(resource.kind()),
                        "name", text(resource.name())),
                Set.of(TARGET.of(resource.target())));
    }

    private static Context context(Session session, Question question) {
        return new Context(Map.of(
                "purpose", text(session.purpose().name()),
                "declaredBy", text(session.purpose().declaredBy().name()),
                "role", text(session.access().role()),
                "rule", text(session.access().rule()),
                "session", text(session.id()),
                "fields", CedarValues.list(question.resource().fields()),
                "labels",
                        CedarValues.list(question.labels().stream()
                                .map(Enum::name)
                                .sorted()
                                .toList())));
    }

    private static Value text(String value) {
        return new PrimString(value);
    }

    private static EntityTypeName type(String name) {
        return EntityTypeName.parse(name).orElseThrow();
    }
}
