package dev.sallyport.authority.intent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutlineReaderTest {

    private static final Schema NONE = Schema.of(List.of());

    @Test
    void tablesAndColumnsByClause() {
        Block block = only("SELECT c.name, count(*) AS orders FROM customer AS c JOIN orders o ON o.cid = c.id"
                + " WHERE c.city = 'Oslo' GROUP BY c.name HAVING count(*) > 3 ORDER BY orders DESC LIMIT 5");
        assertThat(block.tables).extracting(Block.Table::name).containsExactly("customer", "orders");
        assertThat(block.in(Clause.PROJECT)).extracting(Block.Column::name).containsExactly("name");
        assertThat(block.in(Clause.WHERE)).extracting(Block.Column::name).containsExactly("city");
        assertThat(block.in(Clause.GROUP)).extracting(Block.Column::name).containsExactly("name");
        assertThat(block.aliases).containsExactly("orders");
        assertThat(block.descending).isTrue();
        assertThat(block.limit).isEqualTo("5");
        assertThat(block.items).isEqualTo(2);
    }

    @Test
    void valuesKnowTheirColumnAndOperator() {
        Block block = only(
                "SELECT a FROM t WHERE lower(name) LIKE '%x%' AND age BETWEEN 3 AND 5 AND k IN ('p', 'q') AND z <> 4");
        assertThat(block.literals)
                .extracting(Block.Literal::column)
                .containsExactly("name", "age", "age", "k", "k", "z");
        assertThat(block.literals)
                .extracting(Block.Literal::operator)
                .containsExactly("LIKE", "BETWEEN", ">=", "IN", "IN", "<>");
    }

    @Test
    void aDoubleQuotedPieceIsATextWhereItIsCompared() {
        Block block = only("SELECT \"Name\" FROM \"City\" WHERE \"Country\" = \"Norway\"");
        assertThat(block.columns).extracting(Block.Column::name).containsExactly("Name", "Country");
        assertThat(block.literals).extracting(Block.Literal::text).containsExactly("Norway");
    }

    @Test
    void queriesWithinAndBesideQueries() {
        Outline outline = read("WITH big AS (SELECT id FROM t WHERE n > 9) SELECT name FROM big WHERE id NOT IN"
                + " (SELECT id FROM u) UNION SELECT name FROM v");
        assertThat(outline.outer()).hasSize(2);
        assertThat(outline.blocks()).hasSize(4);
        assertThat(outline.tables()).containsExactlyInAnyOrder("t", "u", "v");
        assertThat(outline.outer().get(1).joinedBy).isEqualTo("UNION");
    }

    @Test
    void namesWithBlanksThatTheSchemaTells() {
        Schema schema = SchemaReader.read("Tables: Match Results(Home team, Area (km²)); x");
        Outline outline = OutlineReader.read("SELECT Home team FROM Match Results WHERE Home team = 'Lyn'", schema);
        assertThat(outline.tables()).containsExactly("match results");
        assertThat(outline.columns(Clause.PROJECT, outline.blocks())).containsExactly("Home team");
        assertThat(schema.tables().getFirst().columns()).containsExactly("Home team", "Area (km²)");
    }

    @Test
    void theSchemaOfCreateTable() {
        Schema schema =
                SchemaReader.read("CREATE TABLE \"t\" (id int PRIMARY KEY, name varchar(10), PRIMARY KEY (id));");
        assertThat(schema.tables()).containsExactly(new Schema.Table("t", List.of("id", "name")));
    }

    @Test
    void effectsAreTheWorstOfEachStatement() {
        assertThat(read("SELECT 1; DROP TABLE t").effects()).containsExactly(Effect.READ, Effect.DEFINE);
        assertThat(read("WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d").effect())
                .isEqualTo(Effect.DELETE);
        assertThat(read("EXPLAIN ANALYZE INSERT INTO t VALUES (1)").effect()).isEqualTo(Effect.INSERT);
        assertThat(read("SELECT * INTO copy FROM t").effect()).isEqualTo(Effect.INSERT);
        assertThat(read("SELECT a FROM t INTO OUTFILE 'x'").effect()).isEqualTo(Effect.OTHER);
        assertThat(read("COPY t TO PROGRAM 'x'").effect()).isEqualTo(Effect.OTHER);
        assertThat(read("SET search_path = public").effect()).isEqualTo(Effect.SESSION);
        assertThat(read("SET LOCAL ROLE admin").effect()).isEqualTo(Effect.OTHER);
        assertThat(read("PREPARE p AS DELETE FROM t").effect()).isEqualTo(Effect.DELETE);
        assertThat(read("SELECT a FROM t FOR UPDATE").effect()).isEqualTo(Effect.READ);
    }

    private static Outline read(String text) {
        return OutlineReader.read(text, NONE);
    }

    private static Block only(String text) {
        List<Block> blocks = read(text).blocks();
        assertThat(blocks).hasSize(1);
        return blocks.getFirst();
    }
}
