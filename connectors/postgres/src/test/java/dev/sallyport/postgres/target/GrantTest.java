package dev.sallyport.postgres.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.postgres.target.Grant.Function;
import dev.sallyport.postgres.target.Grant.OnFunctions;
import dev.sallyport.postgres.target.Grant.OnSequences;
import dev.sallyport.postgres.target.Grant.OnTables;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {

    private static Grant parse(String line) {
        return Grant.parse("targets.crm.roles.support[0]", line);
    }

    private static QualifiedName publicName(String name) {
        return new QualifiedName("public", name);
    }

    @Test
    void aWholeTableAndSeveral() {
        assertThat(parse("SELECT ON customers, tickets"))
                .isEqualTo(new OnTables(
                        Privilege.SELECT, List.of(), List.of(publicName("customers"), publicName("tickets"))));
        assertThat(parse("delete on table hr.people"))
                .isEqualTo(new OnTables(Privilege.DELETE, List.of(), List.of(new QualifiedName("hr", "people"))));
    }

    @Test
    void columns() {
        assertThat(parse("UPDATE (status, note) ON tickets"))
                .isEqualTo(new OnTables(Privilege.UPDATE, List.of("status", "note"), List.of(publicName("tickets"))));
    }

    @Test
    void functionsByTheirParameterTypes() {
        assertThat(
                        parse(
                                "EXECUTE ON FUNCTION f(int), hr.raise(double precision, numeric(10, 2), text[], hr.\"Gr\"\"ade\")"))
                .isEqualTo(new OnFunctions(List.of(
                        new Function(publicName("f"), List.of("int")),
                        new Function(
                                new QualifiedName("hr", "raise"),
                                List.of("double precision", "numeric(10,2)", "text[]", "hr.\"Gr\"\"ade\"")))));
        assertThat(parse("EXECUTE ON FUNCTION now_ish()"))
                .isEqualTo(new OnFunctions(List.of(new Function(publicName("now_ish"), List.of()))));
    }

    @Test
    void sequences() {
        assertThat(parse("USAGE ON SEQUENCE tickets_id_seq"))
                .isEqualTo(new OnSequences(List.of(publicName("tickets_id_seq"))));
    }

    @Test
    void namesAreFoldedUnlessQuoted() {
        assertThat(parse("SELECT ON Customers, \"Odd \"\"Table\""))
                .isEqualTo(new OnTables(
                        Privilege.SELECT, List.of(), List.of(publicName("customers"), publicName("Odd \"Table"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT",
                "SELECT customers",
                "SELECT ON",
                "SELECT ON customers,",
                "SELECT ON customers; DROP TABLE customers",
                "SELECT ON customers TO agent",
                "SELECT ON customers -- all",
                "SELECT, INSERT ON customers",
                "SELECT () ON customers",
                "SELECT (id ON customers",
                "DELETE (id) ON customers",
                "TRUNCATE ON customers",
                "ALL ON customers",
                "REFERENCES ON customers",
                "TRIGGER ON customers",
                "USAGE ON SCHEMA hr",
                "EXECUTE ON f(int)",
                "EXECUTE ON FUNCTION f",
                "EXECUTE ON FUNCTION f(int",
                "EXECUTE ON FUNCTION f(int) , ",
                "EXECUTE ON FUNCTION f('x')",
                "SELECT ON a.b.c",
                "SELECT ON \"\"",
                "SELECT ON \"unclosed",
                "SELECT ON \"nul\0\"",
                "SELECT ON aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg"
            })
    void whateverElseIsRefusedWithItsPath(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(line))
                .withMessageStartingWith("targets.crm.roles.support[0]: ");
    }

    @Test
    void theErrorSaysWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("SELECT FROM customers"))
                .withMessage("targets.crm.roles.support[0]: put `ON` here, found `from`");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("UPDATE (status), INSERT ON tickets"))
                .withMessage("targets.crm.roles.support[0]: give each privilege a line of its own, found `,`");
    }

    @Test
    void hostileLinesAreRefusedOrReadNeverWorse() {
        Random random = new Random(42);
        String[] pieces = {
            "SELECT",
            "UPDATE",
            "ON",
            "(",
            ")",
            ",",
            ".",
            "\"",
            "a",
            "EXECUTE",
            "FUNCTION",
            "\u0000",
            "'",
            ";",
            "[",
            "]",
            "1",
            " ",
            "\\",
            "é",
            "\ud800",
            "USAGE",
            "SEQUENCE"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                line.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                assertThat(parse(line.toString())).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("targets.crm.roles.support[0]: ");
            }
        }
    }
}
