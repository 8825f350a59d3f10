package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the types of $1, $2, … are.
///
/// @param declared oids; 0 where it is left to the server
/// @param uses how often each stands in the statement
record Parameters(List<Long> declared, Map<Integer, Integer> uses) {

    static Parameters of(List<Long> declared, JsonNode statement) {
        Map<Integer, Integer> uses = new HashMap<>();
        count(statement, uses);
        return new Parameters(declared, uses);
    }

    private static void count(JsonNode value, Map<Integer, Integer> uses) {
        JsonNode parameter = value.path("ParamRef");
        if (parameter.isObject()) {
            uses.merge(parameter.path("number").asInt(0), 1, Integer::sum);
        }
        value.forEach(part -> count(part, uses));
    }

    /// One that is left open gets its type where the server first meets it. So only one that is used once is
    /// sure to count as a literal there.
    long type(int number) {
        long type = number >= 1 && number <= declared.size() ? declared.get(number - 1) : 0;
        if (type != 0) {
            return OperandTypes.certainly(type);
        }
        return uses.getOrDefault(number, 0) == 1 ? OperandTypes.LITERAL : OperandTypes.ANY;
    }

    /// Declared with an array type.
    long elementType(int number) {
        long type = number >= 1 && number <= declared.size() ? declared.get(number - 1) : 0;
        return type == 0 ? type(number) : ElementTypes.of(type);
    }
}
