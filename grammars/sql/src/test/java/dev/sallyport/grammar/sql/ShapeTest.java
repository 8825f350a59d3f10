package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.grammar.sql.engine.EngineLimits;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import dev.sallyport.grammar.sql.engine.Syntax;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that differ in their constants only are read once, and none that differs in more is taken for one of them.
class ShapeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT a FROM t WHERE id = 42          | SELECT a FROM t WHERE id =  $1           | 42
                    SELECT a FROM t WHERE id=42 AND x='y'  | SELECT a FROM t WHERE id= $1  AND x= $2  | 42;y
                    SELECT a FROM t WHERE id IN (1, 2)     | SELECT a FROM t WHERE id IN ( $1 ,  $2 ) | 1;2
                    select a from t where "a=1" = 'it''s'  | select a from t where "a=1" =  $1        | it's
                    UPDATE t SET note = 'x' WHERE id = 7   | UPDATE t SET note =  $1  WHERE id =  $2  | x;7
                    SELECT 5 FROM t WHERE id = 5 LIMIT 5   | SELECT 5 FROM t WHERE id =  $1  LIMIT 5  | 5
                    SELECT a FROM t WHERE id = 5::int8     | SELECT a FROM t WHERE id =  $1 ::int8    | 5
                    SELECT a FROM t WHERE b > 1.5 AND c=1  | SELECT a FROM t WHERE b > 1.5 AND c= $1  | 1
                    """)
    void constantsThatAreComparedWithAreTakenOut(String sql, String text, String values) {
        Shape shape = Shape.of(sql.strip()).orElseThrow();
        assertThat(shape.text().strip()).isEqualTo(text.strip());
        assertThat(texts(shape.values())).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t WHERE id = $1 AND x = 5",
                "SELECT a FROM t WHERE id = E'5'",
                "SELECT a FROM t WHERE id = U&'5'",
                "SELECT a FROM t WHERE id = 5e1",
                "SELECT a FROM t WHERE id = 0x5",
                "SELECT a FROM t WHERE id = 1_000",
                "SELECT a FROM t WHERE id = 5 -- comment",
                "SELECT a FROM t WHERE id = /* comment */ 5",
                "SELECT a FROM t WHERE id = 'a'\n'b'",
                "SELECT a FROM t WHERE id IN ('a'\n'b')",
                "SELECT a FROM t WHERE id = 'open",
                "SELECT a FROM t WHERE \"id = 5",
                "SELECT a FROM t WHERE id = 5and",
                "SELECT a FROM t WHERE id = $$5$$ AND x = 5",
                "SELECT a FROM t WHERE id = 99999999999999999999",
                "SELECT a FROM t WHERE id > 5",
                "SELECT a FROM t WHERE id = -5",
                "SELECT a FROM t WHERE id =-5",
                "SELECT a FROM t WHERE id = '\uD800'",
                "SELECT a FROM t WHERE id = 5\u000B",
                "SELECT a FROM t WHERE id = 5\0",
                "SET work_mem = 5",
                "PREPARE s AS SELECT a FROM t WHERE id = 5"
            })
    void whatIsNotPlainHasNoShape(String sql) {
        assertThat(Shape.of(sql)).isEmpty();
    }

    /// The second text is known without being read: and means what it says.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT name FROM customers WHERE id = 41        | SELECT name FROM customers WHERE id = 43
                    SELECT id FROM customers WHERE email = 'a@b.c'  | SELECT id FROM customers WHERE email = 'd@e.f'
                    SELECT id FROM customers WHERE id IN (1, 2)     | SELECT id FROM customers WHERE id IN (4, 3)
                    SELECT id FROM customers WHERE id=1 AND name='' | SELECT id FROM customers WHERE id=2 AND name='x'
                    UPDATE tickets SET note = 'a' WHERE id = 1      | UPDATE tickets SET note = 'b' WHERE id = 2
                    DELETE FROM tickets WHERE id = 1                | DELETE FROM tickets WHERE id = 2
                    """)
    void whatIsLearntOnceIsKnownForOtherConstants(String first, String second) {
        try (SqlGrammar fresh = grammar()) {
            assertThat(fresh.known(second, Grammar.VIEW)).isEmpty();
            fresh.learn(first, Grammar.VIEW).join();
            Meaning known = fresh.known(second, Grammar.VIEW).orElseThrow();
            assertThat(known.operations(List.of()))
                    .isEqualTo(Grammar.meaning(second).operations(List.of()));
            assertThat(Words.of(known.operations(List.of())))
                    .isNotEqualTo(Words.of(Grammar.meaning(first).operations(List.of())));
        }
    }

    /// Each of these needs its constant to be understood, or its parameters would be somebody else's.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT name FROM customers WHERE id = 1; SET search_path = 'hr'",
                "SELECT 1 WHERE 1 = 2; PREPARE s AS SELECT name FROM customers WHERE id = 3",
                "SELECT name FROM customers WHERE id = 1; DECLARE c CURSOR FOR SELECT 1 WHERE 1 = 1"
            })
    void whatDoesMoreThanReadAndWriteIsReadEachTime(String sql) {
        try (SqlGrammar fresh = grammar()) {
            fresh.learn(sql, Grammar.VIEW).join();
            assertThat(fresh.known(sql.replace("= 1", "= 7").replace("1 = 2", "1 = 9"), Grammar.VIEW))
                    .isEmpty();
        }
    }

    private static SqlGrammar grammar() {
        return new SqlGrammar(new PortableEngine(EngineLimits.DEFAULT), Grammar.PATIENT);
    }

    private static final List<String> PIECES = List.of(
            "=",
            "= 5",
            "='x'",
            "= ''",
            "IN (1,2)",
            "IN ('a' , 'b')",
            "in(3)",
            "'",
            "''",
            "\"",
            "\"q\"",
            "\"\"",
            "e",
            "E",
            "U&",
            "u&'",
            "N'n'",
            "x'1f'",
            "$",
            "$1",
            "$$",
            "$a$",
            "--",
            "/*",
            "*/",
            "\n",
            "\t",
            "\f",
            " ",
            "  ",
            "id",
            "customers",
            "=7",
            "7",
            "7.",
            "7.5",
            ".5",
            "7e",
            "1_0",
            "0b1",
            "-",
            "+",
            "<",
            ">",
            "<=",
            "==",
            "=-",
            "=+",
            "=@",
            "!",
            "&",
            "&&",
            "|",
            "::",
            "::text",
            ":=",
            ":",
            ".",
            ",",
            ";",
            "(",
            ")",
            "[",
            "]",
            "[1]",
            "and",
            "or",
            "not",
            "null",
            "a\u00e9",
            "\\",
            "\\'",
            "'\\'",
            "uescape '!'",
            "select",
            "from t",
            "where",
            "limit 1",
            "as x");

    /// The scanner against PostgreSQL's own: with its constants put back, a shape is the text.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aShapeWithItsConstantsIsTheText(long seed) throws Exception {
        Random random = new Random(seed);
        int compared = 0;
        try (PortableEngine engine = new PortableEngine(EngineLimits.DEFAULT)) {
            for (int i = 0; i < 4_000; i++) {
                String sql = salad(random);
                Optional<Shape> shape = Shape.of(sql);
                if (shape.isEmpty() || !(engine.parse(sql) instanceof Syntax.Tree text)) continue;
                assertThat(engine.parse(shape.get().text())).as(sql).isInstanceOf(Syntax.Tree.class);
                Syntax.Tree other = (Syntax.Tree) engine.parse(shape.get().text());
                assertThat(filled(JSON.readTree(other.json()), shape.get()))
                        .as(sql)
                        .isEqualTo(filled(JSON.readTree(text.json()), shape.get()));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    private static String salad(Random random) {
        StringBuilder sql = new StringBuilder("SELECT a FROM t WHERE id = 5 ");
        if (random.nextBoolean()) sql.setLength(sql.length() - 3);
        for (int more = random.nextInt(4); more >= 0; more--) {
            if (random.nextBoolean()) sql.append(random.nextBoolean() ? " and id " : " or x ");
            sql.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) == 0) sql.append(' ');
        }
        return sql.toString();
    }

    /// Without places in the text, and with constants instead of parameters.
    private static JsonNode filled(JsonNode node, Shape shape) {
        if (node.isArray()) {
            var all = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> all.add(filled(element, shape)));
            return all;
        }
        if (!node.isObject()) return node;
        if (node.has("ParamRef"))
            return constant(node.get("ParamRef").path("number").asInt(), shape);
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> {
            boolean place = field.getKey().endsWith("location")
                    || field.getKey().equals("stmt_len")
                    || field.getKey().equals("rexpr_list_start")
                    || field.getKey().equals("rexpr_list_end");
            if (!place) copy.set(field.getKey(), filled(field.getValue(), shape));
        });
        return copy;
    }

    private static JsonNode constant(int number, Shape shape) {
        String text = texts(List.of(shape.values().get(number - 1)));
        ObjectNode constant = JsonNodeFactory.instance.objectNode();
        ObjectNode value = constant.putObject("A_Const");
        long type = shape.types().get(number - 1);
        if (type == 0) {
            value.putObject("sval").put("sval", text);
        } else if (type == 20) value.putObject("fval").put("fval", text);
        else {
            ObjectNode whole = value.putObject("ival");
            if (Integer.parseInt(text) != 0) whole.put("ival", Integer.parseInt(text));
        }
        return constant;
    }

    private static String texts(List<BoundValue> values) {
        List<String> texts = new ArrayList<>();
        for (BoundValue value : values)
            texts.add(new String(Objects.requireNonNull(value.bytes()), StandardCharsets.UTF_8));
        return texts.stream().collect(Collectors.joining(";"));
    }

    @Test
    void aNumberIsOfTheTypeThatPostgresGivesIt() {
        assertThat(Shape.of("SELECT 1 WHERE a = 2147483647 AND b = 2147483648 AND c = '1'")
                        .orElseThrow()
                        .types())
                .containsExactly(23L, 20L, 0L);
    }
}
