package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the types of $1, $2, … are.
///
/// @param declared oids; 0 where it is left to the server
/// @param uses how often each stands in the statement
/// @param casts how often each is cast, by what to
/// @param partners the types that the places give it where it stands, as far as they are known
record Parameters(
        List<Long> declared,
        Map<Integer, Integer> uses,
        Map<Integer, Map<String, Integer>> casts,
        Map<Integer, List<Long>> partners) {

    static Parameters none() {
        return new Parameters(List.of(), Map.of(), Map.of(), new HashMap<>());
    }

    static Parameters of(List<Long> declared, JsonNode statement) {
        Parameters parameters = new Parameters(declared, new HashMap<>(), new HashMap<>(), new HashMap<>());
        parameters.count(statement);
        return parameters;
    }

    private void count(JsonNode value) {
        JsonNode parameter = value.path("ParamRef");
        if (parameter.isObject()) {
            uses.merge(parameter.path("number").asInt(0), 1, Integer::sum);
        }
        JsonNode cast = value.path("TypeCast");
        if (cast.path("arg").has("ParamRef")) {
            int number = cast.path("arg").path("ParamRef").path("number").asInt(0);
            casts.computeIfAbsent(number, _ -> new HashMap<>()).merge(spelled(cast.path("typeName")), 1, Integer::sum);
        }
        value.forEach(this::count);
    }

    private static String spelled(JsonNode typeName) {
        return typeName.path("names") + " " + typeName.has("arrayBounds") + " " + typeName.has("typmods");
    }

    /// Its oid; 0 where it is left to the server.
    long declared(int number) {
        return number >= 1 && number <= declared.size() ? declared.get(number - 1) : 0;
    }

    /// It stands in one place, which gives it its type.
    boolean isAlone(int number) {
        return uses.getOrDefault(number, 0) == 1;
    }

    /// A place that gives it a type, unless another one has done so.
    void meets(int number, long type) {
        partners.computeIfAbsent(number, _ -> new ArrayList<>()).add(type);
    }

    /// One of these is its type; empty where a place is not understood.
    Optional<List<Long>> partners(int number) {
        List<Long> types = partners.getOrDefault(number, List.of());
        return types.size() == uses.getOrDefault(number, 0) ? Optional.of(types) : Optional.empty();
    }

    /// Wherever it stands it is cast, and to the same type, which it has then.
    boolean isCastAlike(int number) {
        return casts.getOrDefault(number, Map.of()).containsValue(uses.getOrDefault(number, 0));
    }

    /// One that is left open gets its type where the server first meets it. So only one that is used once is
    /// sure to count as a literal there.
    long type(int number) {
        long type = declared(number);
        if (type != 0) {
            return OperandTypes.certainly(type);
        }
        return isAlone(number) ? OperandTypes.LITERAL : OperandTypes.ANY;
    }

    /// Declared with an array type.
    long elementType(int number) {
        long type = declared(number);
        return type == 0 ? type(number) : ElementTypes.of(type);
    }
}
