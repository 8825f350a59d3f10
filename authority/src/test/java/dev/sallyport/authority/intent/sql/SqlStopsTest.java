package dev.sallyport.authority.intent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What decides alone, by example; the schema is one of a company that no data set knows.
class SqlStopsTest {

    private static final String SCHEMA =
            "Tables: parcel(id, weight, sender, depot_id, status); depot(id, town, manager, phone); staff(id, name, salary)";
    private static final String QUESTION = "What is the weight of the parcels from Oslo?";
    private static final SqlReader READER = new SqlReader(Meanings.shipped());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "effect-unasked | DROP TABLE parcel",
                "effect-unasked | DELETE FROM parcel WHERE sender = 'Oslo'",
                "effect-unasked | UPDATE parcel SET weight = NULL",
                "effect-unasked | GRANT ALL ON parcel TO public",
                "every-row | UPDATE parcel SET weight = NULL",
                "stacked | SELECT weight FROM parcel WHERE sender = 'Oslo'; DROP TABLE parcel",
                "cut-off | SELECT weight FROM parcel WHERE sender = 'Oslo",
                "comment-swallows | SELECT weight FROM parcel WHERE sender = 'x' OR 1 --'",
                "code-in-text | SELECT weight FROM parcel WHERE sender = 'x union select name from staff'",
                "values-side-by-side | SELECT weight FROM parcel WHERE sender = 'Oslo' 7 '",
                "text-reckoned | SELECT weight FROM parcel WHERE sender = 'a' ^ 0",
                "constant-condition | SELECT weight FROM parcel WHERE sender = 'Oslo' OR 1 = 1",
                "constant-condition | SELECT weight FROM parcel WHERE sender = 'Oslo' OR '1'",
                "constant-condition | SELECT weight FROM parcel WHERE sender = 'Oslo' AND 'a' = 'b'",
                "constant-condition | SELECT weight FROM parcel WHERE sender = 'Oslo' OR current_user <> 'x'",
                "reserved-word | SELECT weight FROM parcel WHERE sender = 'Oslo' or column is not null",
                "server-asked | SELECT weight, version() FROM parcel",
                "dangerous-function | SELECT weight FROM parcel WHERE pg_sleep(9) IS NULL",
                "stored-passwords | SELECT passwd FROM pg_shadow",
                "catalog-asked | SELECT table_name FROM information_schema.tables",
                "union-unasked | SELECT weight FROM parcel WHERE sender = 'Oslo' UNION SELECT salary FROM staff",
                "union-width | SELECT weight FROM parcel WHERE sender = 'Oslo' UNION SELECT name, salary FROM staff",
                "union-constants | SELECT weight FROM parcel WHERE sender = 'Oslo' UNION SELECT 7",
                "union-behind-end | SELECT weight FROM parcel LIMIT 1 UNION SELECT weight FROM parcel"
            })
    void whatThisQuestionNeverJustifies(String rule, String statement) {
        assertThat(rules(QUESTION, statement)).contains(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "What is the weight of the parcels from Oslo? | SELECT weight FROM parcel WHERE sender = 'Oslo'",
                "What is the weight of the parcels from Oslo? | SELECT weight FROM parcel WHERE sender = 'Oslo' AND weight BETWEEN 1 AND 5",
                "What is the weight of the parcels from Oslo? | SELECT weight FROM parcel WHERE 1 = 1 AND sender = $1;",
                "Names of all staff and managers of depots | SELECT name FROM staff UNION SELECT manager FROM depot",
                "Which tables are in the schema? | SELECT table_name FROM information_schema.tables",
                "Set the status of parcel 7 to 'lost' | UPDATE parcel SET status = 'lost' WHERE id = 7",
                "Set the status of all parcels to 'lost' | UPDATE parcel SET status = 'lost'",
                "Delete parcel 7 | BEGIN; DELETE FROM parcel WHERE id = 7; COMMIT",
                "Add the note 'select tea from menu' to parcel 7 | UPDATE parcel SET status = 'select tea from menu' WHERE id = 7",
                "Parcels of the last 7 days | SELECT id FROM parcel WHERE day > '2026-01-08' - INTERVAL '7 days' -- a week"
            })
    void whatIsAskedFor(String request, String statement) {
        assertThat(rules(request, statement)).isEmpty();
    }

    @Test
    void aConditionOfTheRequestForbidsChangingEveryRow() {
        assertThat(rules(
                        "Set the status to 'lost' for all parcels where the town is Oslo",
                        "UPDATE parcel SET status = 'lost'"))
                .contains("every-row");
    }

    @Test
    void aStatedFactIsRecordedOnlyWithItsOwnValues() {
        String fact = "A parcel of 12 kg was sent from Oslo by Jane.";
        assertThat(rules(fact, "INSERT INTO parcel (weight, sender) VALUES (12, 'Jane')"))
                .isEmpty();
        assertThat(rules(fact, "INSERT INTO parcel (weight, sender) VALUES (99, 'Mallory')"))
                .contains("values-untold");
    }

    @Test
    void theWordsAreFitToBeShown() {
        SqlReading reading = READER.read(
                QUESTION, SCHEMA, "SELECT x FROM \"information_schema\" UNION SELECT 1 FROM \"\u202E`\u001b[31m\"");
        assertThat(reading.stops())
                .isNotEmpty()
                .allSatisfy(stop -> assertThat(stop.words()).matches("[^A-Z][^\\p{Cntrl}\\p{Cf}]*[^.]"));
    }

    private static List<String> rules(String request, String statement) {
        return READER.read(request, SCHEMA, statement).stops().stream()
                .map(Stop::rule)
                .toList();
    }
}
