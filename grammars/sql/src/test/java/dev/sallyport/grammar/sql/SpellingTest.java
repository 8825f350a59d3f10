package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Properties, over seeded random spellings of the same statements.
class SpellingTest {

    private static final List<String> STATEMENTS = List.of(
            "select name , ssn from customers c where c . id = 7 and c . country = 'de' order by name limit 3",
            "select t . note from tickets t join customers c on t . customer_id = c . id where c . email = 'a@b.c'",
            "with d as ( delete from tickets where id in ( 1 , 2 ) returning note ) select count ( * ) from d",
            "update tickets set status = 'open' , note = upper ( note ) where customer_id = 7 and seq = 1",
            "insert into tickets ( id , note ) values ( 1 , 'a' ) , ( 2 , 'b' ) on conflict ( id ) do nothing",
            "select json_agg ( c ) from customers c where exists ( select 1 from tickets t where t . customer_id = c . id )");
    private static final Set<String> IDENTIFIERS = Set.of(
            "name",
            "ssn",
            "customers",
            "c",
            "id",
            "country",
            "t",
            "note",
            "tickets",
            "customer_id",
            "email",
            "d",
            "status",
            "seq");
    private static final List<String> GAPS =
            List.of(" ", "\t", "\n", "  ", "/**/", " -- x\n", "/* drop /* table */ ; */", "\r\n");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void blanksCommentsCaseAndQuotesChangeNothing(long seed) {
        Random random = new Random(seed);
        for (String statement : STATEMENTS) {
            String spelt = spell(statement, random);
            assertThat(Grammar.words(spelt)).as("seed %d: %s", seed, spelt).isEqualTo(Grammar.words(statement));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theOrderOfConditionsDoesNotMatter(long seed) {
        List<String> conditions = new ArrayList<>(List.of(
                "c.id = 7",
                "c.id in (7, 8)",
                "t.customer_id = c.id",
                "c.country = 'de'",
                "(t.seq = 1 or t.seq = 2)",
                "t.note like 'a%'"));
        String query = "select t.note, c.name from tickets t, customers c where ";
        String expected = Grammar.words(query + String.join(" and ", conditions));
        assertThat(expected).contains("customer_id=7 seq=1|2 unique").contains("id=7 country=de unique");
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(conditions, random);
            assertThat(Grammar.words(query + String.join(" and ", conditions))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void orTrueNeverKeepsAKey(long seed) {
        Random random = new Random(seed);
        List<String> conditions = List.of(
                "id = 7",
                "email = 'a'",
                "id in (1, 2)",
                "(id = 1 or id = 2)",
                "id = any ('{1}')",
                "(id, email) = (1, 'a')");
        List<String> escapes =
                List.of("true", "id = id", "1 = 1", "name is not null", "id > 0", "not false", "exists (select 1)");
        for (int i = 0; i < 8; i++) {
            String condition = conditions.get(random.nextInt(conditions.size()));
            String escape = escapes.get(random.nextInt(escapes.size()));
            String where = random.nextBoolean() ? condition + " or " + escape : escape + " or " + condition;
            assertThat(Grammar.operations("select name from customers where " + where))
                    .as(where)
                    .noneMatch(operation -> operation.scope() instanceof Scope.Keyed);
        }
    }

    private static String spell(String statement, Random random) {
        StringBuilder spelt = new StringBuilder(gap(random));
        for (String token : statement.split(" ")) {
            spelt.append(token(token, random)).append(gap(random));
        }
        return spelt.toString();
    }

    private static String token(String token, Random random) {
        if (token.startsWith("'") || !Character.isLetter(token.charAt(0))) {
            return token;
        }
        if (IDENTIFIERS.contains(token) && random.nextInt(3) == 0) {
            return random.nextBoolean() ? "\"" + token + "\"" : unicode(token);
        }
        return random.nextBoolean() ? token.toUpperCase(Locale.ROOT) : token;
    }

    private static String unicode(String token) {
        return String.format(Locale.ROOT, "U&\"\\%04x%s\"", (int) token.charAt(0), token.substring(1));
    }

    private static String gap(Random random) {
        return GAPS.get(random.nextInt(GAPS.size()));
    }
}
