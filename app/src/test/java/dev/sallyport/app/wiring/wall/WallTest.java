package dev.sallyport.app.wiring.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Phase;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a role does not say is not covered.
class WallTest {

    private static Operation operation(Verb verb, String kind, String name) {
        return new Operation(verb, new Resource("t", kind, name, List.of()), new Scope.AtMost(1), Set.of());
    }

    private static Action action(String statement, Operation... operations) {
        return new Action(Phase.PERFORM, List.of(operations), List.of(), statement, "");
    }

    private static boolean covers(String line, String statement) {
        Wall wall = new Wall("targets.t.roles.r", List.of(Grant.Request.parse(line)));
        return wall.uncovered(action(statement, operation(Verb.READ, "resource", "customers")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /customers/* | GET /customers/42 | true",
                "GET /customers/* | GET /customers/42?page=2 | true",
                "GET /customers/* | GET /customers/42/tickets | false",
                "GET /customers/* | GET /customers | false",
                "GET /customers/* | DELETE /customers/42 | false",
                "GET /customers/* | GET /x?/customers/42 | false",
                "GET /customers/** | GET /customers/42/tickets/7 | true",
                "GET,POST /a | POST /a | true",
                "GET /a | HEAD /a | true",
                "HEAD /a | GET /a | false",
                "POST /a | HEAD /a | false",
                "GET,HEAD /a | POST /a | false",
                "* /drafts/** | DELETE /drafts/1 | true",
                "GET /a.b | GET /aXb | false",
                "GET /\\Q*\\E | GET /anything | false",
                "GET /a | GETX /a | false",
                "GET /a | '' | false",
            })
    void aMethodAndAPath(String line, String statement, boolean covered) {
        assertThat(covers(line, statement)).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "get /a", "GET customers", "SELECT ON customers", "GET /a /b", "", "GET,, /a"})
    void whatIsNoMethodAndPathIsRefused(String line) {
        assertThatThrownBy(() -> Grant.Request.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be");
    }

    /// A model is granted, the tool that the provider would run with it is not: each needs a line.
    @Test
    void everyOperationNeedsALine() {
        Action both = action(
                "POST /v1/responses",
                operation(Verb.EXECUTE, "model", "gpt-4o-mini"),
                operation(Verb.EXECUTE, "provider-tool", "web_search"));
        assertThat(wall("GPT-4o*").uncovered(both).orElseThrow().resource().name())
                .isEqualTo("web_search");
        assertThat(wall("gpt-4o*", "web_search").uncovered(both)).isEmpty();
        assertThat(wall().uncovered(both)).isPresent();
    }

    private static Wall wall(String... names) {
        return new Wall(
                "targets.t.roles.r",
                Stream.of(names).<Grant>map(Grant.Named::parse).toList());
    }

    /// Nothing of them happens at the target, or the doors deny it.
    @Test
    void someThingsAreLeftToTheDoors() {
        Action harmless = action(
                "",
                operation(Verb.DISCOVER, "tools", "tools"),
                operation(Verb.READ, Resource.SESSION, "initialize"),
                operation(Verb.UNKNOWN, "request", "request"),
                operation(Verb.EXECUTE, Resource.PROPOSAL, "dump"));
        assertThat(wall().uncovered(harmless)).isEmpty();
    }
}
