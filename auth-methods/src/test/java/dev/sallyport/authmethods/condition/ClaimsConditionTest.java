package dev.sallyport.authmethods.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.generate.Seeded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsConditionTest {

    private static final String PATH = "authMethods.support-pods.where";

    private static final Map<String, Object> CLAIMS = Map.of(
            "sub",
            "system:serviceaccount:support:triage",
            "namespace",
            "support",
            "kubernetes.io",
            Map.of("namespace", "support", "serviceaccount", Map.of("name", "triage")),
            "groups",
            List.of("crm", "tickets"),
            "level",
            3L,
            "ratio",
            0.5,
            "admin",
            false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims.namespace == \"support\"",
                "claims['kubernetes.io'].namespace == 'support'",
                "claims[\"kubernetes.io\"].serviceaccount.name == \"triage\"",
                "'crm' in claims.groups && !('payroll' in claims.groups)",
                "claims.groups.exists(g, g.startsWith('tick'))",
                "claims.level >= 2 && claims.ratio < 1 && claims.level < 3.5",
                "!claims.admin",
                "has(claims.namespace) && !has(claims.environment)",
                "claims.sub.matches('^system:serviceaccount:support:[a-z]+$')",
                "",
                "  "
            })
    void these_conditions_are_met(String expression) {
        assertThat(ClaimsCondition.compile(PATH, expression).whyNot(CLAIMS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims.namespace == \"payroll\"",
                "claims.nobody == \"support\"",
                "claims.namespace.deeper == 'x'",
                "claims.namespace > 3",
                "claims.namespace",
                "claims.level",
                "int(claims.namespace) == 3",
                "1 / (claims.level - 3) == 1",
                "claims.groups[7] == 'crm'",
            })
    void a_condition_that_is_false_or_cannot_be_evaluated_keeps_the_door_shut(String expression) {
        assertThat(ClaimsCondition.compile(PATH, expression).whyNot(CLAIMS))
                .hasValueSatisfying(why -> assertThat(why).endsWith("`" + expression + "`"));
    }

    @Test
    void the_reason_never_tells_a_claims_value() {
        assertThat(ClaimsCondition.compile(PATH, "int(claims.sub) == 3").whyNot(CLAIMS))
                .hasValueSatisfying(why -> assertThat(why).doesNotContain("triage"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims.namespace = 'support'",
                "claim.namespace == 'support'",
                "claims.namespace == ",
                "'support'",
                "claims",
                "now() > 3",
                "claims.namespace.system('id')"
            })
    void a_mistake_is_found_when_the_configuration_is_loaded_with_the_expression_and_the_place(String expression) {
        assertThatThrownBy(() -> ClaimsCondition.compile(PATH, expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(PATH + ": ")
                .hasMessageContaining(expression)
                .hasMessageMatching("(?s).*" + PATH + ":1:\\d+.*");
    }

    @Test
    void a_boundless_expression_is_a_configuration_error() {
        String nested = "(".repeat(2000) + "true" + ")".repeat(2000);
        String wide = "true" + " && true".repeat(1000);
        assertThatThrownBy(() -> ClaimsCondition.compile(PATH, nested)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClaimsCondition.compile(PATH, wide)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_steps_of_all_loops_together_are_bounded() {
        Map<String, Object> claims =
                Map.of("groups", LongStream.range(0, 300).boxed().toList());
        String cubic = "claims.groups.all(a, claims.groups.all(b, claims.groups.all(c, a + b + c >= 0)))";

        assertThat(ClaimsCondition.compile(PATH, cubic).whyNot(claims))
                .hasValueSatisfying(why -> assertThat(why).contains("iteration budget exceeded"));
    }

    @Test
    void hostile_expressions_are_configuration_errors_and_nothing_else() {
        Seeded.forAll(300, some -> {
            String expression = some.oneIn(2)
                    ? some.text(80)
                    : new String(some.damaged("claims.groups.exists(g, g == 'crm')".getBytes()));
            assertThatCode(() -> ClaimsCondition.compile(PATH, expression).whyNot(CLAIMS))
                    .satisfiesAnyOf(
                            nothing -> assertThat(nothing).isNull(),
                            error -> assertThat(error).isInstanceOf(IllegalArgumentException.class));
        });
    }

    @Test
    void hostile_claims_are_an_answer_and_never_an_exception() {
        ClaimsCondition condition = ClaimsCondition.compile(
                PATH, "claims.a.b == 'x' || claims.a.exists(g, g.startsWith('x')) || claims.a > 3 || claims.a");
        Seeded.forAll(300, some -> {
            Map<String, Object> claims = new HashMap<>(Map.of("a", value(some, 4)));
            assertThatCode(() -> condition.whyNot(claims)).doesNotThrowAnyException();
        });
    }

    private static Object value(Generators some, int depth) {
        return switch (depth == 0 ? some.between(0, 3) : some.between(0, 5)) {
            case 0 -> some.text(20);
            case 1 -> some.anyLong();
            case 2 -> (double) some.anyLong() / 3;
            case 3 -> some.oneIn(2);
            case 4 -> some.list(5, () -> value(some, depth - 1));
            default -> Map.of("b", value(some, depth - 1));
        };
    }
}
