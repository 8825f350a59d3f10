package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.sql.catalog.View;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// R8: what a name means depends on the view, so the view is part of what is remembered.
class ResolutionTest {

    @Test
    void theSameTextMeansAnotherRelationUnderAnotherSearchPath() {
        String sql = "SELECT employee FROM payroll WHERE id = 1";
        assertThat(words(sql, Crm.view(List.of("public")))).isEqualTo("UNKNOWN payroll");
        assertThat(words(sql, Crm.view(List.of("hr", "public")))).isEqualTo("READ hr.payroll[id,employee] id=1 unique");
    }

    @Test
    void systemCatalogsComeFirstUnlessThePathSaysOtherwise() {
        assertThat(words("SELECT relname FROM pg_class", Crm.view(List.of("public"))))
                .isEqualTo("DISCOVER pg_catalog.pg_class[relname] all");
    }

    @Test
    void userInThePathIsTheRole() {
        View view = new View(new Crm(), "crm", List.of("$user"), "hr", List.of(), Map.of(), Crm.CEILINGS);
        assertThat(words("SELECT employee FROM payroll", view)).isEqualTo("READ hr.payroll[employee] all");
    }

    /// The session keeps pg_temp last, so a temporary table shadows nothing; what only exists there is unknown.
    @Test
    void temporaryTablesAreNeverLookedUp() {
        View view = Crm.view(List.of("public", "pg_temp"));
        assertThat(words("SELECT name FROM customers", view)).isEqualTo("READ customers[name] all");
        assertThat(words("SELECT a FROM my_temp", view)).isEqualTo("UNKNOWN my_temp");
    }

    @Test
    void whatIsSensitiveBelongsToTheView() {
        View none = new View(new Crm(), "crm", List.of("public"), "agent", List.of(), Map.of(), Crm.CEILINGS);
        assertThat(words("SELECT ssn FROM customers", none)).isEqualTo("READ customers[ssn] all");
        assertThat(words("SELECT ssn FROM customers", Crm.view()))
                .isEqualTo("READ customers[ssn] all {maskable,sensitive}");
    }

    @Test
    void theMeaningSaysWhichCatalogItStandsOn() {
        assertThat(Grammar.meaning("SELECT 1").catalog()).isEqualTo(7);
    }

    private static String words(String sql, View view) {
        return Words.of(Grammar.meaning(sql, view).operations(List.of()));
    }
}
