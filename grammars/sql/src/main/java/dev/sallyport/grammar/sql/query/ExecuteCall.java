package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `EXECUTE name(…)`. Immutable.
///
/// @param arguments literals and parameters; anything else makes the values unknown
public record ExecuteCall(String name, List<Argument> arguments) {

    public ExecuteCall {
        arguments = List.copyOf(arguments);
    }

    /// One argument.
    public sealed interface Argument {
        record Given(BoundValue value) implements Argument {}

        record Parameter(int number) implements Argument {}

        record Computed() implements Argument {}
    }

    static ExecuteCall of(Node statement) {
        return new ExecuteCall(
                statement.text("name"),
                statement.list("params").stream().map(ExecuteCall::argument).toList());
    }

    private static Argument argument(Node node) {
        if (Constants.isNull(node)) {
            return new Argument.Given(BoundValue.ofNull());
        }
        if (node.is("ParamRef")) {
            return new Argument.Parameter(node.number("number"));
        }
        return Constants.text(node)
                .<Argument>map(
                        text -> new Argument.Given(new BoundValue(0, false, text.getBytes(StandardCharsets.UTF_8))))
                .orElse(new Argument.Computed());
    }

    /// The values that the prepared statement gets.
    ///
    /// @param outer those of the statement that holds the EXECUTE
    /// @return empty when one cannot be told
    public Optional<List<BoundValue>> values(List<BoundValue> outer) {
        List<BoundValue> values = new ArrayList<>();
        for (Argument argument : arguments) {
            switch (argument) {
                case Argument.Given given -> values.add(given.value());
                case Argument.Parameter parameter
                when parameter.number() <= outer.size() -> values.add(outer.get(parameter.number() - 1));
                case Argument.Parameter _, Argument.Computed _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(values);
    }
}
