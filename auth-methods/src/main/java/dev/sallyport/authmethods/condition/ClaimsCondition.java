package dev.sallyport.authmethods.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A compiled `where` condition: one CEL expression that answers true or false about `claims`, a map from claim
/// name to JSON value. Standard functions and macros of the
/// [CEL specification](https://github.com/google/cel-spec/blob/master/doc/langdef.md) only; no clock, no network.
///
/// Immutable; safe on every thread.
public final class ClaimsCondition {

    /// A longer expression is a configuration error.
    public static final int MAX_EXPRESSION_CHARACTERS = 4096;

    /// All comprehensions of one evaluation together (`all`, `exists`, `filter`, `map`, nested ones multiplied) may
    /// take so many steps. A token's list of groups has hundreds of entries, not thousands.
    public static final int MAX_ITERATIONS = 10_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_EXPRESSION_CHARACTERS)
            .maxParseRecursionDepth(32)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxRegexProgramSize(1000)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("claims", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .setResultType(SimpleType.BOOL)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private final String expression;
    private final CelRuntime.Program program;

    private ClaimsCondition(String expression, CelRuntime.Program program) {
        this.expression = expression;
        this.program = program;
    }

    /// @param path where the expression stands in the configuration, such as `authMethods.support-pods.where`
    /// @param expression CEL; a blank one is always met
    /// @throws IllegalArgumentException when it does not parse, or is not a condition (true or false); the message
    ///     starts with the path and holds the expression with a mark under the place
    public static ClaimsCondition compile(String path, String expression) {
        String text = expression.isBlank() ? "true" : expression;
        try {
            CelAbstractSyntaxTree tree = COMPILER.compile(text, path).getAst();
            return new ClaimsCondition(text, RUNTIME.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(
                    path + ": not a valid condition on claims; write CEL such as " + "claims.namespace == \"support\"; "
                            + e.getMessage(),
                    e);
        }
    }

    /// Why these claims do not meet the condition; empty when they do. Fails closed: an error is a reason. The
    /// reason quotes the expression, never a claim's value.
    ///
    /// @param claims JSON values: String, Long, Double, Boolean, List, Map
    public Optional<String> whyNot(Map<String, Object> claims) {
        try {
            return Boolean.TRUE.equals(program.eval(Map.of("claims", claims)))
                    ? Optional.empty()
                    : Optional.of("the claims do not meet the condition `" + expression + "`");
        } catch (CelEvaluationException e) {
            return Optional.of("the condition cannot be evaluated for these claims ("
                    + e.getErrorCode().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ") `" + expression + "`");
        } catch (RuntimeException | StackOverflowError e) {
            // a fault of the engine must not open the door, nor break the promise never to throw
            return Optional.of("the condition cannot be evaluated for these claims `" + expression + "`");
        }
    }

    @Override
    public String toString() {
        return expression;
    }
}
