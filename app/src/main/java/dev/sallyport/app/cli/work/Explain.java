package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says what would be decided and why, without a gateway and without the target.
@FunctionalInterface
public interface Explain {

    Explanation explain(Question question) throws CommandFailure, IOException;

    /// @param target configured name
    /// @param purpose configured name; empty for the target's default contract
    /// @param from configured auth method; empty when only one reaches the target
    /// @param as role at the target; empty for the access rule's
    /// @param claims of the pretended workload, `name=value`
    /// @param parameters bound to `$1`, `$2`, …
    /// @param found records that the target would count where it is asked for their number; null when
    ///     nobody says, for one
    record Question(
            Path configuration,
            String target,
            String purpose,
            String from,
            String as,
            List<String> claims,
            String statement,
            List<String> parameters,
            @Nullable Long found) {
        public Question {
            claims = List.copyOf(claims);
            parameters = List.copyOf(parameters);
        }
    }

    /// @param operations what the statement was understood as; empty when it was not
    /// @param steps in the order in which they were asked; the last one decided
    /// @param verdict `permit`, `hold`, `deny` or `contain`
    /// @param rule that decided, a configuration path
    /// @param notes what cannot be known without the gateway, such as counters
    record Explanation(
            List<Effect> operations, List<Step> steps, String verdict, String rule, String reason, List<String> notes) {
        public Explanation {
            operations = List.copyOf(operations);
            steps = List.copyOf(steps);
            notes = List.copyOf(notes);
        }
    }

    /// @param scope in words, such as `id = 42`, `at most 10`, `every record`
    record Effect(String verb, String resource, String fields, String scope, String labels) {}

    /// @param door `one` or `two`
    /// @param verdict of this step, such as `allows`, `denies`
    record Step(String door, String rule, String verdict, String detail) {}
}
