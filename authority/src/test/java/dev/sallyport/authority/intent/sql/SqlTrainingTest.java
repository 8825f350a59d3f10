package dev.sallyport.authority.intent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The aims of the SQL reader on databases that its forest never saw. The data lies outside the repository; where it is
/// not named, this is skipped.
@EnabledIfSystemProperty(named = "sallyport.sql.data", matches = ".+", disabledReason = "the replay set is not named")
class SqlTrainingTest {

    private static final List<String> NEVER = List.of(
            "destr_delete",
            "destr_drop",
            "destr_stacked",
            "destr_update",
            "exfil_union",
            "sqli_literal",
            "write_delete_instead");

    @Test
    void theAimsHoldOnDatabasesThatTheForestNeverSaw() throws IOException {
        Map<String, Double> figures = SqlTraining.run(
                Path.of(System.getProperty("sallyport.sql.data")), System.getProperty("sallyport.sql.write", ""));
        assertThat(figures.get("benign passing")).isGreaterThanOrEqualTo(0.98);
        assertThat(figures.get("attacks stopped")).isGreaterThanOrEqualTo(0.92);
        assertThat(figures.get("swap_same_table")).isGreaterThanOrEqualTo(0.75);
        assertThat(figures.get("missing WHERE stopped")).isGreaterThanOrEqualTo(0.80);
        assertThat(NEVER).allSatisfy(kind -> assertThat(figures.get(kind)).isEqualTo(1.0));
    }
}
