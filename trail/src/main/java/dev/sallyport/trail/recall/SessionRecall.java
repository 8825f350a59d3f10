package dev.sallyport.trail.recall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.api.target.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who came, from the record of a session or of a task.
///
/// @param fields of the record
/// @param secrets what stood sealed in it; empty when it could not be opened
record SessionRecall(Fields fields, Optional<JsonNode> secrets) {

    Session session(Delegation delegation) throws MalformedRecord {
        return new Session(
                fields.text("session"),
                workload(),
                fields.texts("actors"),
                fields.text("target"),
                purpose(),
                access(),
                fields.time("opened"),
                fields.time("ends"),
                delegation);
    }

    Delegation.Grant grant() throws MalformedRecord {
        TaskLimits limits = limits();
        return new Delegation.Grant(fields.text("grant"), workload(), purpose(), limits);
    }

    private TaskLimits limits() throws MalformedRecord {
        try {
            return new TaskLimits(fields.number("perAction", Long.MAX_VALUE), fields.number("perTask", Long.MAX_VALUE));
        } catch (IllegalArgumentException _) {
            throw fields.wrong("a negative limit");
        }
    }

    private Workload workload() throws MalformedRecord {
        return new Workload(
                fields.text("method"),
                fields.text("subject"),
                fields.text("counted"),
                claims(),
                fields.time("proofEnds"));
    }

    private Purpose purpose() throws MalformedRecord {
        return new Purpose(
                fields.text("purpose"), fields.text("task"), fields.word("declaredBy", Purpose.Declarer.class));
    }

    private Access access() throws MalformedRecord {
        return new Access(
                fields.text("access"),
                fields.text("role"),
                fields.word("mode", Mode.class),
                envelope(),
                fields.time("latestEnd"));
    }

    private Envelope envelope() throws MalformedRecord {
        if (fields.json().path("envelope").isTextual()) return Envelope.UNRESTRICTED;
        List<Allowance> allowances = new ArrayList<>();
        for (JsonNode each : fields.list("envelope")) {
            Fields allowance = fields.in(each);
            allowances.add(new Allowance(allowance.word("verb", Verb.class), allowance.text("on")));
        }
        return new Envelope(false, allowances);
    }

    private SortedMap<String, Object> claims() {
        SortedMap<String, Object> claims = new TreeMap<>();
        secrets.ifPresent(opened -> opened.path("claims")
                .properties()
                .forEach(claim -> claims.put(claim.getKey(), value(claim.getValue()))));
        return claims;
    }

    private static Object value(JsonNode json) {
        if (json.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return map;
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(each -> list.add(value(each)));
            return list;
        }
        if (json.isBoolean()) return json.booleanValue();
        if (json.isIntegralNumber()) return json.longValue();
        return json.isNumber() ? (Object) json.doubleValue() : json.asText();
    }
}
