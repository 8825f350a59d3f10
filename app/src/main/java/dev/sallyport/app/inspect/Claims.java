package dev.sallyport.app.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Claims as they are written on a command line: `repository=example/crm`, and JSON where it is not a text:
/// `kubernetes.io={"namespace":"support"}`, `level=3`.
final class Claims {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Claims() {}

    static SortedMap<String, Object> of(List<String> written) throws CommandFailure {
        SortedMap<String, Object> claims = new TreeMap<>();
        for (String claim : written) {
            int equals = claim.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure(ExitCode.USAGE, "--claim takes NAME=VALUE: `" + claim + "`");
            }
            claims.put(claim.substring(0, equals), value(claim.substring(equals + 1)));
        }
        return claims;
    }

    private static Object value(String text) {
        try {
            Object value = JSON.readValue(text, Object.class);
            return value == null ? text : value;
        } catch (JsonProcessingException _) {
            return text;
        }
    }
}
