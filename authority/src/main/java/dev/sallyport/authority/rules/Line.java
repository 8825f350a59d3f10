package dev.sallyport.authority.rules;

import dev.sallyport.api.target.Verb;
import java.util.List;

/// One `allow` line of a contract.
///
/// @param path where it stands in the configuration, such as `purposes.resolve-ticket.allow[0]`
/// @param resource canonical name within the target; `*` for every resource of it
/// @param fields the only columns it covers; empty for all that are not sensitive
/// @param sensitiveFields sensitive columns it grants by name
/// @param maskedFields sensitive columns that may stand in an answer, with their values replaced; nowhere else
/// @param keyedBy any one of these columns must be a key of the operation; empty: no key needed
/// @param hold true when every use waits for a human
/// @param afterSensitive what becomes of sending out (`SHARE`) for a while after sensitive data was read (R6)
/// @param functions functions that this line lets the statement call although they are not on the allow-list
public record Line(
        String path,
        Verb verb,
        String target,
        String resource,
        List<String> fields,
        List<String> sensitiveFields,
        List<String> maskedFields,
        List<String> keyedBy,
        AtMost atMost,
        boolean hold,
        AfterSensitive afterSensitive,
        List<String> functions) {
    public Line {
        fields = List.copyOf(fields);
        sensitiveFields = List.copyOf(sensitiveFields);
        maskedFields = List.copyOf(maskedFields);
        keyedBy = List.copyOf(keyedBy);
        functions = List.copyOf(functions);
    }

    /// One that sends nothing out.
    public Line(
            String path,
            Verb verb,
            String target,
            String resource,
            List<String> fields,
            List<String> sensitiveFields,
            List<String> maskedFields,
            List<String> keyedBy,
            AtMost atMost,
            boolean hold,
            List<String> functions) {
        this(
                path,
                verb,
                target,
                resource,
                fields,
                sensitiveFields,
                maskedFields,
                keyedBy,
                atMost,
                hold,
                AfterSensitive.DENY,
                functions);
    }

    /// What becomes of an action that sends data out when its workload or its task tree read what is sensitive.
    public enum AfterSensitive {
        DENY,
        HOLD,
        ALLOW
    }
}
