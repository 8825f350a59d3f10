package dev.sallyport.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.catalog.Relation.Kind;
import dev.sallyport.postgres.Relay;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.TargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogSourceTest {

    private static final Set<String> HARMLESS = Set.of("lower", "upper", "count", "length", "abs", "no_such_function");

    @TempDir
    static Path folder;

    static TestServer server;
    static AdminLine line;
    static CatalogSource source;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder);
        line = new AdminLine(server.target("gw1", Map.of()));
        source = new CatalogSource(line, HARMLESS, Duration.ofHours(1), Duration.ofMinutes(5), InstantSource.system());
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        line.close();
        server.close();
    }

    private static LiveCatalog now() throws Exception {
        return source.refresh().get(20, TimeUnit.SECONDS);
    }

    private static Relation relation(String name) throws Exception {
        return now().relation("public", name).orElseThrow();
    }

    @Test
    void relationsWithTheirColumnsKeysAndEstimates() throws Exception {
        Relation customers = relation("customers");
        assertThat(customers.kind()).isEqualTo(Kind.TABLE);
        assertThat(customers.columns())
                .extracting(Relation.Column::name, Relation.Column::number, Relation.Column::type)
                .containsExactly(
                        tuple("id", 1, 23L), tuple("email", 2, 25L), tuple("name", 3, 25L), tuple("ssn", 4, 25L));
        assertThat(customers.uniqueKeys()).containsExactlyInAnyOrder(List.of("id"), List.of("email"));
        assertThat(customers.estimate()).isEqualTo(100);
        assertThat(customers.runsCode()).isFalse();
        assertThat(now().relation("hr", "people")).map(Relation::canonicalName).contains("hr.people");
        assertThat(now().relation("public", "nowhere")).isEmpty();
    }

    @Test
    void theServerGivesBuiltInTypesTheNumbersThatTheGrammarKnows() throws Exception {
        assertThat(server.column("SELECT concat_ws(' ', oid, typname, typarray) FROM pg_catalog.pg_type"))
                .containsAll(Arrays.stream(BuiltIn.values())
                        .map(type -> type.oid() + " " + type.sqlName() + " " + type.array())
                        .toList());
    }

    /// What a column's values are compared as: see [Relation.Column#base].
    @Test
    void whatColumnsAreComparedAs() throws Exception {
        server.sql(
                "CREATE TYPE b_mood AS ENUM ('sad')",
                "CREATE DOMAIN b_small AS int4",
                "CREATE COLLATION b_any (provider = icu, locale = 'und', deterministic = false)",
                "CREATE TABLE b_all (t text, c text COLLATE \"C\", n text COLLATE b_any, s b_small, e b_mood, a b_mood[])");
        assertThat(relation("b_all").columns())
                .extracting(Relation.Column::base)
                .containsExactly(
                        BuiltIn.TEXT.oid(),
                        dev.sallyport.grammar.sql.catalog.Kind.OTHER_COLLATION,
                        0L,
                        BuiltIn.INT4.oid(),
                        BuiltIn.ANYENUM.oid(),
                        BuiltIn.ANYARRAY.oid());
    }

    @Test
    void everyKindOfRelation() throws Exception {
        server.sql(
                "CREATE TABLE parts (id int, at date, UNIQUE (id, at)) PARTITION BY RANGE (at)",
                "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
                "INSERT INTO parts SELECT i, '2026-02-01' FROM generate_series(1, 30) i",
                "ANALYZE parts_1",
                "CREATE VIEW v AS SELECT id FROM customers",
                "CREATE MATERIALIZED VIEW mv AS SELECT id FROM customers",
                "CREATE FOREIGN DATA WRAPPER fdw",
                "CREATE SERVER far FOREIGN DATA WRAPPER fdw",
                "CREATE FOREIGN TABLE ft (id int) SERVER far");
        assertThat(relation("parts").kind()).isEqualTo(Kind.PARTITIONED);
        assertThat(relation("parts").uniqueKeys()).containsExactly(List.of("id", "at"));
        assertThat(relation("parts").estimate()).isEqualTo(30);
        assertThat(relation("v").kind()).isEqualTo(Kind.VIEW);
        assertThat(relation("v").runsCode()).isFalse();
        assertThat(relation("mv").kind()).isEqualTo(Kind.MATERIALIZED_VIEW);
        assertThat(relation("mv").estimate()).isEqualTo(-1);
        assertThat(relation("ft").kind()).isEqualTo(Kind.FOREIGN);
        assertThat(relation("ft").runsCode()).isTrue();
        assertThat(relation("tickets_id_seq").kind()).isEqualTo(Kind.SEQUENCE);
        assertThat(now().relation("pg_catalog", "pg_class")).map(Relation::kind).contains(Kind.SYSTEM);
        assertThat(now().relation("information_schema", "tables"))
                .map(Relation::kind)
                .contains(Kind.SYSTEM);
    }

    @Test
    void anIndexThatDoesNotMakeOneRecordOfAKeyIsNoKey() throws Exception {
        server.sql(
                "CREATE TABLE odd_keys (a int, b int, c text, d int UNIQUE DEFERRABLE, e text)",
                "CREATE UNIQUE INDEX ON odd_keys (a) WHERE b > 0",
                "CREATE UNIQUE INDEX ON odd_keys (lower(c))",
                "CREATE UNIQUE INDEX ON odd_keys (e COLLATE \"C\")",
                "CREATE INDEX ON odd_keys (b)",
                "CREATE UNIQUE INDEX ON odd_keys (b, a) INCLUDE (c)",
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE heir () INHERITS (parent)");
        assertThat(relation("odd_keys").uniqueKeys()).containsExactly(List.of("b", "a"));
        assertThat(relation("parent").uniqueKeys()).isEmpty(); // an heir may hold the same id
    }

    @Test
    void whateverRunsCodeOfItsOwnerIsMarked() throws Exception {
        server.sql(
                "CREATE FUNCTION own() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE FUNCTION own_check(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
                "CREATE FUNCTION own_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TABLE c_default (a int DEFAULT own())",
                "CREATE TABLE c_check (a int CHECK (own_check(a)))",
                "CREATE TABLE c_generated (a int, b boolean GENERATED ALWAYS AS (own_check(a)) STORED)",
                "CREATE TABLE c_index (a int)",
                "CREATE INDEX ON c_index (own_check(a))",
                "CREATE DOMAIN dom AS int CHECK (own_check(VALUE))",
                "CREATE TABLE c_domain (a dom)",
                "CREATE TABLE c_trigger (a int)",
                "CREATE TRIGGER t BEFORE INSERT ON c_trigger FOR EACH ROW EXECUTE FUNCTION own_trigger()",
                "CREATE TABLE c_rule (a int)",
                "CREATE RULE r AS ON INSERT TO c_rule DO ALSO SELECT 1",
                "CREATE TABLE c_policy (a int)",
                "ALTER TABLE c_policy ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY p ON c_policy USING (own_check(a))",
                "CREATE VIEW c_view AS SELECT own() AS a",
                "CREATE VIEW c_view_on_view AS SELECT * FROM c_view",
                "CREATE TABLE c_parted (a int) PARTITION BY LIST (a)",
                "CREATE TABLE c_part PARTITION OF c_parted DEFAULT",
                "CREATE TRIGGER t BEFORE INSERT ON c_part FOR EACH ROW EXECUTE FUNCTION own_trigger()",
                "CREATE TABLE c_referenced (id int PRIMARY KEY)",
                "CREATE TABLE c_cascade (a int REFERENCES c_referenced ON DELETE CASCADE)",
                "CREATE TRIGGER t BEFORE DELETE ON c_cascade FOR EACH ROW EXECUTE FUNCTION own_trigger()");
        LiveCatalog catalog = now();
        for (String name : List.of(
                "default",
                "check",
                "generated",
                "index",
                "domain",
                "trigger",
                "rule",
                "policy",
                "view",
                "view_on_view",
                "parted",
                "part",
                "cascade",
                "referenced")) {
            assertThat(catalog.relation("public", "c_" + name))
                    .as(name)
                    .hasValueSatisfying(r -> assertThat(r.runsCode()).isTrue());
        }
    }

    @Test
    void whatRunsOnlyBuiltInCodeIsNotMarked() throws Exception {
        server.sql(
                "CREATE TABLE q_policy (a int, owner text DEFAULT lower('X'), b int GENERATED ALWAYS AS (a + 1) STORED,"
                        + " id serial PRIMARY KEY, CHECK (abs(a) > 0))",
                "ALTER TABLE q_policy ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY p ON q_policy USING (owner = current_user)",
                "CREATE TABLE q_child (a int REFERENCES q_policy ON DELETE CASCADE)");
        assertThat(relation("q_policy").runsCode()).isFalse();
        assertThat(relation("tickets").runsCode()).isFalse();
    }

    /// R9: by oid, not by name.
    @Test
    void aFunctionIsHarmlessOnlyWhenNoOtherCanAnswerToItsName() throws Exception {
        LiveCatalog before = now();
        assertThat(before.harmlessFunction("", "upper")).isTrue();
        assertThat(before.harmlessFunction("pg_catalog", "upper")).isTrue();
        assertThat(before.harmlessFunction("public", "upper")).isFalse();
        assertThat(before.harmlessFunction("", "pg_read_file")).isFalse();
        assertThat(before.harmlessFunction("", "no_such_function")).isFalse();
        assertThat(before.harmlessOids()).contains(871L).allMatch(oid -> oid < 16384);

        server.sql("CREATE FUNCTION hr.upper(int) RETURNS text LANGUAGE sql AS 'SELECT 1::text'");
        assertThat(now().harmlessFunction("", "upper")).isTrue(); // not on the search path
        server.sql("CREATE FUNCTION public.upper(int) RETURNS text LANGUAGE sql AS 'SELECT 1::text'");
        LiveCatalog after = now();
        assertThat(after.harmlessFunction("", "upper")).isFalse();
        assertThat(after.harmlessFunction("pg_catalog", "upper")).isTrue();
        assertThat(after.harmlessOids()).doesNotContain(871L);
        assertThat(after.generation()).isGreaterThan(before.generation());
    }

    @Test
    void aFunctionPlantedAmongTheBuiltInOnesSpoilsTheName() throws Exception {
        server.sql(
                "SET allow_system_table_mods = on",
                "CREATE FUNCTION pg_catalog.length(int) RETURNS int LANGUAGE sql AS 'SELECT 1'");
        assertThat(now().harmlessFunction("", "length")).isFalse();
        assertThat(now().harmlessFunction("pg_catalog", "length")).isFalse();
    }

    @Test
    void operatorsTypesAndAggregates() throws Exception {
        LiveCatalog before = now();
        for (String operator : List.of("=", "<>", "<", "+", "||", "~~", "@>", "->>", "&&", "-")) {
            assertThat(before.harmlessOperator("", operator)).as(operator).isTrue();
        }
        assertThat(before.harmlessOperator("", "=%=")).isFalse();
        assertThat(before.harmlessOperator("public", "=")).isFalse();
        assertThat(before.aggregate("count")).isTrue();
        assertThat(before.aggregate("json_agg")).isTrue();
        assertThat(before.aggregate("lower")).isFalse();
        assertThat(before.builtInType("", "int4")).isTrue();
        assertThat(before.builtInType("pg_catalog", "text")).isTrue();
        assertThat(before.builtInType("", "customers")).isFalse();
        assertThat(before.builtInType("information_schema", "sql_identifier")).isFalse();

        server.sql(
                "CREATE FUNCTION public.own_and(int, int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE OPERATOR public.&& (LEFTARG = int, RIGHTARG = int, FUNCTION = public.own_and)",
                "CREATE AGGREGATE hr.everything(int) (SFUNC = int4pl, STYPE = int)");
        LiveCatalog after = now();
        assertThat(after.harmlessOperator("", "&&")).isFalse();
        assertThat(after.harmlessOperator("pg_catalog", "&&")).isTrue();
        assertThat(after.aggregate("everything")).isTrue();
    }

    /// R9: somebody's operator of the same name spoils only the uses that may reach it.
    @Test
    void anOperatorIsJudgedByItsOperands() throws Exception {
        long integer = 23;
        long text = 25;
        long varchar = 1043;
        server.sql(
                "CREATE TYPE public.color AS ENUM ('red')",
                "CREATE FUNCTION public.own_ge(int, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
                "CREATE FUNCTION public.own_ge(color, color) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
                "CREATE OPERATOR public.>= (LEFTARG = int, RIGHTARG = text, FUNCTION = public.own_ge)",
                "CREATE OPERATOR public.>= (LEFTARG = color, RIGHTARG = color, FUNCTION = public.own_ge)");
        LiveCatalog catalog = now();
        assertThat(catalog.harmlessOperator("", ">=")).isFalse();
        assertThat(catalog.harmlessOperator("", ">=", integer, integer)).isTrue();
        assertThat(catalog.harmlessOperator("", ">=", integer, OperandTypes.LITERAL))
                .isTrue();
        assertThat(catalog.harmlessOperator("", ">=", OperandTypes.LITERAL, integer))
                .isTrue();
        assertThat(catalog.harmlessOperator("", ">=", text, OperandTypes.ANY)).isTrue();
        assertThat(catalog.harmlessOperator("", ">=", varchar, OperandTypes.LITERAL))
                .isTrue(); // no varchar >= varchar, and varchar becomes no color by itself
        assertThat(catalog.harmlessOperator("", ">=", integer, text)).isFalse();
        assertThat(catalog.harmlessOperator("", ">=", integer, varchar)).isFalse(); // varchar becomes text by itself
        assertThat(catalog.harmlessOperator("", ">=", 21, text)).isFalse(); // int2 becomes int4 by itself
        assertThat(catalog.harmlessOperator("", ">=", integer, OperandTypes.ANY))
                .isFalse();
        assertThat(catalog.harmlessOperator("", ">=", OperandTypes.ANY, integer))
                .isTrue(); // an int is neither text nor a color
        assertThat(catalog.harmlessOperator("", ">=", OperandTypes.LITERAL, OperandTypes.LITERAL))
                .isFalse();
        assertThat(catalog.harmlessOperator("public", ">=", integer, integer)).isFalse();
        LiveCatalog turned = new LiveCatalog(1, 1, catalog.content(), List.of("public", "pg_catalog"), HARMLESS);
        assertThat(turned.harmlessOperator("", ">=", integer, integer)).isFalse();
        LiveCatalog elsewhere = new LiveCatalog(1, 1, catalog.content(), List.of("hr"), HARMLESS);
        assertThat(elsewhere.harmlessOperator("", ">=", integer, text)).isTrue();
    }

    /// R9: the same of functions, and whatever takes any type or any number of arguments is always in reach.
    @Test
    void aFunctionIsJudgedByItsArguments() throws Exception {
        long integer = 23;
        long text = 25;
        server.sql("CREATE FUNCTION public.abs(text) RETURNS text LANGUAGE sql AS 'SELECT $1'");
        LiveCatalog narrow = now();
        assertThat(narrow.harmlessFunction("", "abs")).isFalse();
        assertThat(narrow.harmlessFunction("", "abs", List.of(integer))).isTrue();
        assertThat(narrow.harmlessFunction("", "abs", List.of(text))).isFalse();
        assertThat(narrow.harmlessFunction("", "abs", List.of(OperandTypes.LITERAL)))
                .isFalse();
        assertThat(narrow.harmlessFunction("", "abs", List.of(21L))).isTrue();
        assertThat(narrow.harmlessFunction("public", "abs", List.of(integer))).isFalse();
        server.sql("CREATE FUNCTION public.abs(anyelement) RETURNS text LANGUAGE sql AS 'SELECT 1::text'");
        LiveCatalog wide = now();
        assertThat(wide.harmlessFunction("", "abs", List.of(integer))).isTrue(); // an exact match still wins
        assertThat(wide.harmlessFunction("", "abs", List.of(26L))).isFalse();
        server.sql("DROP FUNCTION public.abs(text)", "DROP FUNCTION public.abs(anyelement)");
        assertThat(now().harmlessFunction("", "abs")).isTrue();
    }

    /// R8, R24: the generation is that of the meaning.
    @Test
    void theGenerationGrowsWithTheStructureAndNotWithTheRows() throws Exception {
        long first = now().generation();
        assertThat(now().generation()).isEqualTo(first);
        server.sql("INSERT INTO payroll SELECT i, 1 FROM generate_series(100, 200) i", "ANALYZE payroll");
        LiveCatalog counted = now();
        assertThat(counted.generation()).isEqualTo(first);
        assertThat(counted.relation("public", "payroll").orElseThrow().estimate())
                .isEqualTo(111);
        server.sql("ALTER TABLE payroll ADD COLUMN bonus int");
        assertThat(now().generation()).isGreaterThan(first);
    }

    /// Each is large, and what was understood with one is understood anew with the next.
    @Test
    void aFewRowsMoreMakeNoNewSnapshot() throws Exception {
        server.sql(
                "CREATE TABLE grows (id int)",
                "INSERT INTO grows SELECT generate_series(1, 1000)",
                "ANALYZE grows",
                "CREATE TABLE tiny AS SELECT 1 AS id",
                "ANALYZE tiny");
        LiveCatalog first = now();
        server.sql("INSERT INTO grows SELECT generate_series(1, 100)", "ANALYZE grows");
        assertThat(now()).isSameAs(first);
        server.sql("INSERT INTO grows SELECT generate_series(1, 100)", "ANALYZE grows");
        LiveCatalog second = now();
        assertThat(second.relation("public", "grows").orElseThrow().estimate()).isEqualTo(1200);
        assertThat(second.generation()).isEqualTo(first.generation());
        assertThat(second.edition()).isGreaterThan(first.edition());
        server.sql("INSERT INTO tiny VALUES (2)", "ANALYZE tiny");
        assertThat(now().relation("public", "tiny").orElseThrow().estimate()).isEqualTo(2);
    }

    @Test
    void theServersOwnTablesMayGrowAsTheyLike() throws Exception {
        server.sql(
                "CREATE TABLE counted_for_the_first_time AS SELECT generate_series(1, 5) AS id", "ANALYZE pg_authid");
        LiveCatalog first = now();
        server.sql(
                "DO $$ BEGIN FOR i IN 1..100 LOOP EXECUTE 'CREATE ROLE crowd_' || i; END LOOP; END $$",
                "ANALYZE pg_authid");
        assertThat(now()).isSameAs(first);
        server.sql("ANALYZE counted_for_the_first_time");
        assertThat(now()).isNotSameAs(first);
    }

    @Test
    void withoutATargetThereIsNothingThenSomethingStaleThenNothingAgain() throws Exception {
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        try (Relay relay = new Relay(server.port());
                AdminLine away = new AdminLine(TestServer.target("postgres", "", "gw1", relay.port(), Map.of()));
                CatalogSource unlucky =
                        new CatalogSource(away, HARMLESS, Duration.ofHours(1), Duration.ofMinutes(5), time::get)) {
            assertThat(unlucky.current()).isEmpty();
            LiveCatalog loaded = unlucky.refresh().get(20, TimeUnit.SECONDS);
            assertThat(unlucky.current()).containsSame(loaded);

            relay.goAway();
            time.set(time.get().plus(Duration.ofMinutes(5)));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> unlucky.refresh().get(20, TimeUnit.SECONDS))
                    .withCauseInstanceOf(TargetException.class);
            assertThat(unlucky.lastFailure()).isPresent();
            assertThat(unlucky.current()).containsSame(loaded);
            time.set(time.get().plusSeconds(1));
            assertThat(unlucky.current()).isEmpty();

            relay.comeBack();
            assertThat(unlucky.refresh().get(20, TimeUnit.SECONDS).generation()).isEqualTo(loaded.generation());
            assertThat(unlucky.lastFailure()).isEmpty();
            assertThat(unlucky.current()).isPresent();
        }
    }

    @Test
    void itRefreshesInTheBackground() throws Exception {
        try (CatalogSource own = new CatalogSource(
                line, HARMLESS, Duration.ofMillis(20), Duration.ofMinutes(5), InstantSource.system())) {
            own.start();
            long first = own.refresh().get(20, TimeUnit.SECONDS).generation();
            server.sql("CREATE TABLE appeared (i int)");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (own.current().orElseThrow().relation("public", "appeared").isEmpty()) {
                assertThat(System.nanoTime()).as("time to see the new table").isLessThan(deadline);
                Thread.onSpinWait();
            }
            assertThat(own.current().orElseThrow().generation()).isGreaterThan(first);
        }
    }

    /// Whoever asks about unknown names shares one look a second, and it shows what is new.
    @Test
    void itLooksAgainOnDemandButNotTooOften() throws Exception {
        try (CatalogSource own =
                new CatalogSource(line, HARMLESS, Duration.ofHours(1), Duration.ofMinutes(5), InstantSource.system())) {
            LiveCatalog first = own.refresh().get(20, TimeUnit.SECONDS);
            long began = System.nanoTime();
            LiveCatalog same = own.lookAgain().get(20, TimeUnit.SECONDS);
            assertThat(same).isSameAs(first); // nothing new: what was understood stays understood
            server.sql("CREATE TABLE brand_new (i int)", "CREATE FUNCTION public.brand_new() RETURNS int RETURN 1");
            CompletableFuture<LiveCatalog> one = own.lookAgain();
            CompletableFuture<LiveCatalog> other = own.lookAgain();
            assertThat(one.get(20, TimeUnit.SECONDS).relation("public", "brand_new"))
                    .isPresent();
            assertThat(other.get()).isSameAs(one.get());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1500));
            assertThat(first.knowsFunction("", "brand_new")).isFalse();
            assertThat(one.get().knowsFunction("", "brand_new")).isTrue();
            assertThat(own.current()).containsSame(one.get());
        }
    }

    @Test
    void aClosedSourceRefusesInsteadOfWaiting() {
        CatalogSource closed =
                new CatalogSource(line, HARMLESS, Duration.ofHours(1), Duration.ofMinutes(5), InstantSource.system());
        closed.close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> closed.refresh().get(20, TimeUnit.SECONDS))
                .withCauseInstanceOf(TargetException.class);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> closed.lookAgain().get(20, TimeUnit.SECONDS))
                .withCauseInstanceOf(TargetException.class);
    }
}
