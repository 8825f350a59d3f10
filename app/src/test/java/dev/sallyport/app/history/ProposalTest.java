package dev.sallyport.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is counted, and what nobody is given only because it was seen.
class ProposalTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Seen.Cost cost(String session, int minute, long records, String... names) {
        return new Seen.Cost(NOON.plus(Duration.ofMinutes(minute)), session, List.of(names), records);
    }

    private static Operation read(Scope scope, Label... labels) {
        return new Operation(
                Verb.READ, new Resource("crm", "table", "customers", List.of("id")), scope, Set.of(labels));
    }

    @Test
    void keys_count_once_in_a_session_and_in_an_hour() {
        Seen seen = new Seen();
        seen.add(List.of("id"), List.of("id"), cost("s-1", 0, 0, "a", "b"));
        seen.add(List.of("id", "name"), List.of("id"), cost("s-1", 1, 0, "b", "c"));
        seen.add(List.of("id"), List.of("id"), cost("s-2", 30, 0, "c", "d"));
        seen.add(List.of("id"), List.of("id"), cost("s-3", 200, 3, "e"));
        assertThat(seen.perAction()).isEqualTo(4);
        assertThat(seen.perSession()).isEqualTo(4);
        assertThat(seen.perHour()).isEqualTo(4);
        assertThat(seen.fields()).containsExactly("id", "name");
        assertThat(seen.sessions()).isEqualTo(3);
    }

    @Test
    void one_use_of_the_whole_record_lifts_the_columns() {
        Seen seen = new Seen();
        seen.add(List.of("id"), List.of("id"), cost("s-1", 0, 1));
        seen.add(List.of(), List.of("id"), cost("s-1", 0, 1));
        assertThat(seen.fields()).isEmpty();
    }

    @Test
    void a_read_without_a_key_or_a_limit_is_not_proposed() {
        assertThat(Reservations.against(read(new Scope.Unbounded(10)))).contains("reaches every record");
        assertThat(Reservations.against(read(new Scope.AtMost(10)))).isEmpty();
    }

    /// R7: a sensitive column, shown or steering, is granted by a human alone.
    @ParameterizedTest
    @EnumSource(
            value = Label.class,
            names = {"SENSITIVE", "ORACLE", "UNPROVEN_LINEAGE"})
    void r7_what_is_sensitive_or_unproven_is_not_proposed(Label label) {
        assertThat(Reservations.against(read(new Scope.AtMost(1), label))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Verb.class,
            names = {"GRANT", "DEFINE", "SHARE", "UNKNOWN"})
    void rights_structure_and_the_unknown_are_not_proposed(Verb verb) {
        Operation operation = new Operation(
                verb, new Resource("crm", "table", "customers", List.of()), new Scope.AtMost(1), Set.of());
        assertThat(Reservations.against(operation)).isNotEmpty();
    }

    @Test
    void a_name_that_a_contract_cannot_say_is_not_proposed() {
        Operation odd = new Operation(
                Verb.READ, new Resource("crm", "table", "a b\n- {", List.of("id")), new Scope.AtMost(1), Set.of());
        assertThat(Reservations.against(odd)).contains("a contract cannot say");
    }
}
