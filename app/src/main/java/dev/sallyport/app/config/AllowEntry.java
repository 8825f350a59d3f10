package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOf;
import dev.sallyport.app.config.shape.OneOrMany;
import dev.sallyport.app.config.shape.Refused;
import dev.sallyport.authority.rules.Line;
import java.util.List;

/// One line of a purpose.
@Refused(key = "from", because = "provenance is judged from the intent engine on; remove it until then")
public record AllowEntry(
        @Doc("What is done, to one resource or a list of them.") @OneOf(except = "UNKNOWN")
        Effect effect,

        @Doc("The only columns it covers; without it, all that are not sensitive.") @Default("[]") @OneOrMany
        List<String> fields,

        @Doc("Sensitive columns that it covers as well.") @Default("[]") @OneOrMany
        List<String> sensitive,

        @Doc("Sensitive columns that may stand in an answer with their values replaced, and may not be used otherwise.")
        @Default("[]")
        @OneOrMany
        List<String> mask,

        @Doc("The action must name its records by one of these columns.") @Default("[]") @OneOrMany
        List<String> keyedBy,

        @Doc("How much.") @Default("{}") AtMostEntry atMost,

        @Doc("Every use waits for a human.") @Default("false")
        boolean hold,

        @Doc(
                "What becomes of sending out (`share`) within an hour after its workload, its session or its task read what is"
                        + " sensitive, at whatever target: denied, held for a human, or allowed.")
        @Default("deny")
        Line.AfterSensitive afterSensitive,

        @Doc("Functions that a statement may call although they are not on the allow-list.") @Default("[]") @OneOrMany
        List<String> functions) {
    public AllowEntry {
        fields = List.copyOf(fields);
        sensitive = List.copyOf(sensitive);
        mask = List.copyOf(mask);
        keyedBy = List.copyOf(keyedBy);
        functions = List.copyOf(functions);
    }
}
