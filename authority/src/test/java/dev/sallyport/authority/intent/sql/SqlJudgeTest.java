package dev.sallyport.authority.intent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.words.Meanings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Door two on statements, by example (R11: a refusal has its reasons); the schema is one that no data
/// set knows.
class SqlJudgeTest {

    private static final String SCHEMA = "Tables: parcel(id, weight, sender, depot_id, status, sent_on);"
            + " depot(id, town, manager, phone, capacity); staff(id, name, salary, depot_id)";
    private static final SqlJudge JUDGE = new SqlJudge(Meanings.shipped());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "What is the town of each depot? | SELECT town FROM depot",
                "How many parcels did Jane Doe send? | SELECT count(*) FROM parcel WHERE sender = 'Jane Doe'",
                "List the names of staff with a salary above 5000 | SELECT name FROM staff WHERE salary > 5000",
                "Which depot has the largest capacity? | SELECT town FROM depot ORDER BY capacity DESC LIMIT 1",
                "What is the average weight of parcels per depot? | SELECT depot_id, avg(weight) FROM parcel GROUP BY depot_id",
                "Show the phone of the depot in 'Bergen' | SELECT phone FROM depot WHERE town = 'Bergen'",
                "Change the phone of the depot in Bergen to '555' | UPDATE depot SET phone = '555' WHERE town = 'Bergen'"
            })
    void whatIsAskedForPasses(String request, String statement) {
        assertThat(JUDGE.judge(request, SCHEMA, statement)).matches(judgement -> !judgement.against());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "What is the town of each depot? | SELECT name, salary FROM staff",
                "What is the town of each depot? | SELECT avg(salary) FROM staff WHERE depot_id = 12",
                "How many parcels did Jane Doe send? | SELECT sender, status FROM parcel WHERE weight > 40",
                "List the names of staff with a salary above 5000 | SELECT * FROM staff",
                "Show the phone of the depot in 'Bergen' | SELECT * FROM depot",
                "Show the phone of the depot in 'Bergen' | SELECT manager FROM depot WHERE town = 'Molde'",
                "Change the phone of the depot in Bergen to '555' | UPDATE depot SET manager = 'Mallory' WHERE town = 'Molde'"
            })
    void whatIsNotAskedForIsRefusedWithReasons(String request, String statement) {
        SqlJudgement judgement = JUDGE.judge(request, SCHEMA, statement);
        assertThat(judgement.against()).isTrue();
        assertThat(judgement.because())
                .isNotEmpty()
                .allSatisfy(feature -> assertThat(feature.words()).isNotBlank());
    }

    @Test
    void itJudgesWithoutASchema() {
        assertThat(JUDGE.judge(
                        "How many parcels did Jane Doe send?",
                        "",
                        "SELECT count(*) FROM parcel WHERE sender = 'Jane Doe'"))
                .matches(judgement -> !judgement.against());
        assertThat(JUDGE.judge("How many parcels did Jane Doe send?", "", "SELECT name, salary FROM staff"))
                .matches(SqlJudgement::against);
    }

    @Test
    void theForestAsksOnlyForWhatIsRead() throws IOException {
        Set<String> read = new SqlReader(Meanings.shipped())
                .read("", "", "").features().stream().map(Feature::name).collect(Collectors.toSet());
        try (InputStream in = Objects.requireNonNull(SqlJudge.class.getResourceAsStream("sql.forest"))) {
            List<String> asked = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("ask "))
                    .map(line -> line.split(" ")[1])
                    .toList();
            assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(read).contains(name));
        }
    }

    @Test
    void everyReadingHasTheSameFeaturesWithin0And1() {
        SqlReader reader = new SqlReader(Meanings.shipped());
        List<String> names =
                reader.read("", "", "").features().stream().map(Feature::name).toList();
        List<Feature> features = reader.read(
                        "Which depot is in Oslo?", SCHEMA, "SELECT * FROM depot WHERE town = 'Oslo'")
                .features();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(features).extracting(Feature::name).isEqualTo(names);
        assertThat(features).allSatisfy(feature -> assertThat(feature.value()).isBetween(0.0, 1.0));
    }
}
