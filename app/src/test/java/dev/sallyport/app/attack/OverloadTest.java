package dev.sallyport.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R9 with operators and functions of the same names as built-ins in the search path, as an extension such as
/// citext brings them, or an enemy: what cannot reach them goes on working, what can is denied, and none of
/// them ever runs.
@Timeout(60)
class OverloadTest {

    private static final String KEY = "SELECT id, email FROM customers WHERE ";

    private static Arena arena;
    private static BareClient client;

    @BeforeAll
    static void start() throws Exception {
        arena = new Arena();
        arena.owning(
                "CREATE SEQUENCE public.spied",
                "CREATE FUNCTION public.spy(int, text) RETURNS boolean LANGUAGE sql SECURITY DEFINER"
                        + " AS $$SELECT nextval('public.spied') > 0$$",
                "CREATE FUNCTION public.spy(text) RETURNS text LANGUAGE sql SECURITY DEFINER"
                        + " AS $$SELECT nextval('public.spied')::text$$",
                "CREATE OPERATOR public.= (LEFTARG = int, RIGHTARG = text, FUNCTION = public.spy)",
                "CREATE OPERATOR public.< (LEFTARG = int, RIGHTARG = text, FUNCTION = public.spy)",
                "CREATE FUNCTION public.lower(int) RETURNS text LANGUAGE sql SECURITY DEFINER"
                        + " AS $$SELECT nextval('public.spied')::text$$",
                "CREATE FUNCTION public.length(anyelement) RETURNS int LANGUAGE sql SECURITY DEFINER"
                        + " AS $$SELECT nextval('public.spied')::int$$",
                "CREATE AGGREGATE public.max(int[]) (SFUNC = array_cat, STYPE = int[])");
        arena.refresh();
        client = arena.session();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        arena.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = 42",
                "id = '42'",
                "'42' = id",
                "id = '42'::int",
                "id IN (41, 42)",
                "id IN ('41', 42)",
                "id = ANY ('{42}'::int[])",
                "id = ANY (ARRAY[41, 42])",
                "(id, email) = (42, 'customer42@example.com')",
                "id = 42 AND email <> 'x'",
                "email = 'customer42@example.com'",
                "id OPERATOR(pg_catalog.=) 42",
                "id = 42 AND id NOT BETWEEN 1 AND 2",
                "id = 42 AND lower(name) <> lower('A'::text)",
                "id = 42 AND length(name) > 0",
                "id = 42 AND CASE id WHEN 42 THEN true END",
                "id = 42 AND nullif(id, 1) > 0"
            })
    void whatCannotReachThemIsPermitted(String condition) throws Exception {
        assertThat(client.ask(KEY + condition)).startsWith("D:").doesNotContain("E:");
        assertThat(arena.owner("SELECT is_called::int FROM public.spied")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = '42'::text",
                "id = 42 AND id = email",
                "id IN (42, '42'::text)",
                "id = ANY (ARRAY['42', '43'])",
                "id = ANY ('{42}'::text[])",
                "id = 42 AND (id, email) = ('42'::text, 'x')",
                "id OPERATOR(public.=) '42'::text",
                "id OPERATOR(public.=) 42",
                "id = 42 AND id NOT BETWEEN 1 AND '2'::text",
                "id = 42 AND CASE id WHEN '42'::text THEN true END",
                "id = 42 AND nullif(id, '1'::text) > 0",
                "id = 42 AND id IS DISTINCT FROM '42'::varchar",
                "id = 42 AND id = (SELECT '42'::text)",
                "id = 42 AND lower(id) = 'a'",
                "id = 42 AND length('abc') = 3",
                "id = 42 AND length(id) = 3",
                "id = 42 AND id = coalesce(name, 'a')"
            })
    void whatCanReachThemIsDenied(String condition) throws Exception {
        assertThat(client.ask(KEY + condition)).startsWith("E:42501:denied: ").doesNotContain("D:");
        assertThat(arena.owner("SELECT is_called::int FROM public.spied")).isZero();
    }

    /// A parameter is what it was declared as; one that is left open takes the type of what it first meets.
    @Test
    void parametersCountAsWhatTheyAre() throws Exception {
        assertThat(client.askExtended(KEY + "id = $1", "42")).contains("D:42|");
        assertThat(client.askExtended(KEY + "email = $1 AND id = $1", "42")).contains("E:42501");
        assertThat(client.ask("PREPARE t(text) AS " + KEY + "id = $1")).contains("E:42501");
        assertThat(client.ask("PREPARE i(int) AS " + KEY + "id = $1")).contains("C:PREPARE");
        assertThat(client.ask("EXECUTE i(42)")).contains("D:42|");
        assertThat(client.ask("SELECT max(id), count(*) FROM tickets WHERE customer_id = 42"))
                .contains("D:");
        assertThat(client.ask("SELECT c.name FROM customers c JOIN tickets t USING (id) WHERE t.id = 42"))
                .doesNotContain("E:");
        assertThat(arena.owner("SELECT is_called::int FROM public.spied")).isZero();
    }
}
