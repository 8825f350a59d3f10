package dev.sallyport.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.generate.Generators;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every class of [Evasion] in many variants, each in other clothes, through the real gateway to a real
/// server, as a simple Query and in the extended protocol: the last statement is denied, no byte of it
/// reaches the target, and the session lives on (R10, R11).
///
/// `-Dsallyport.evasions=2000` tries so many variants of each class; `-Dsallyport.seed=17` repeats one.
class EvasionTest {

    private static final int VARIANTS = 12;
    private static final int FEW = 3;
    private static final String COUNTS =
            "SELECT (SELECT count(*) FROM tickets) * 100000 + (SELECT count(*) FROM customers)"
                    + " + (SELECT count(*) FROM pg_class WHERE relname = 'mine') + (SELECT count(*) FROM tickets WHERE note <> '')"
                    + " + (SELECT count(*) FROM pg_largeobject_metadata) + (SELECT is_called::int FROM public.spied)";

    private static Arena arena;
    private static TargetTap tap;
    private static BareClient agent;
    private static long counted;

    @BeforeAll
    static void start() throws Exception {
        arena = new Arena(yaml -> yaml, database -> {
            tap = new TargetTap(database);
            return tap.port();
        });
        arena.owning(
                "CREATE SEQUENCE public.spied",
                "CREATE FUNCTION public.spy(int, int) RETURNS boolean LANGUAGE sql SECURITY DEFINER"
                        + " AS 'SELECT nextval(''public.spied'') > 0'",
                "CREATE FUNCTION public.spy(int) RETURNS int LANGUAGE sql SECURITY DEFINER"
                        + " AS 'SELECT nextval(''public.spied'')::int'",
                "CREATE OPERATOR public.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = public.spy)",
                "CREATE DOMAIN public.strange AS int CHECK (public.spy(VALUE) > 0)",
                "CREATE VIEW public.everyone AS SELECT * FROM customers",
                "CREATE VIEW public.loud AS SELECT id, public.spy(id) FROM tickets",
                "CREATE TABLE public.ruled (id int)",
                "CREATE RULE gone AS ON INSERT TO public.ruled DO ALSO DELETE FROM tickets",
                "GRANT SELECT ON public.everyone, public.loud TO PUBLIC",
                "GRANT SELECT, INSERT, UPDATE ON public.ruled TO PUBLIC");
        arena.refresh();
        agent = arena.session();
        for (int i = 0; i < 10 && !agent.ask("SELECT 1").startsWith("D:1"); i++) {} // the grammar engine warms up
        counted = arena.owner(COUNTS);
    }

    @AfterAll
    static void stop() throws Exception {
        agent.close();
        arena.close();
        tap.close();
    }

    @ParameterizedTest
    @EnumSource(Evasion.class)
    void everyVariantIsDeniedAndNoneIsHeard(Evasion evasion) throws Exception {
        Long one = Long.getLong("sallyport.seed");
        int most = Integer.getInteger("sallyport.evasions", evasion.large() ? FEW : VARIANTS);
        if (one != null) attempt(evasion, one);
        else for (long seed = 1; seed <= most; seed++) attempt(evasion, seed);
        assertThat(arena.owner(COUNTS)).as("nothing was done").isEqualTo(counted);
    }

    private static void attempt(Evasion evasion, long seed) throws Exception {
        Generators some = new Generators(1000L * evasion.ordinal() + seed);
        if (evasion.byMessage().isPresent()) {
            byMessage(
                    evasion + ", repeat with -Dsallyport.seed=" + seed,
                    evasion.byMessage().get(),
                    some);
            return;
        }
        List<String> variant = evasion.variant(some).stream()
                .map(sql -> evasion.large() ? sql : Disguise.of(some, sql))
                .toList();
        String what = evasion + ", repeat with -Dsallyport.seed=" + seed + ": " + shown(variant);
        for (String before : variant.subList(0, variant.size() - 1)) agent.ask(before);
        String last = variant.getLast();
        long rows = rows();
        isDenied(what, agent.ask(last), last);
        isDenied(what, agent.askExtended(last, last.contains("$1") ? new String[] {"1"} : new String[0]), last);
        assertThat(rows()).as(what).isEqualTo(rows);
        agent.ask("ROLLBACK");
        assertThat(agent.ask("SELECT 'usable'")).as(what).isEqualTo("D:usable C:SELECT 1 Z:I");
    }

    private static void byMessage(String what, Evasion.ByMessage message, Generators some) throws Exception {
        long rows = rows();
        assertThat(message.with(arena, agent, some))
                .as(what)
                .contains("E:")
                .doesNotContain("let in", "TIMEOUT", "XX000");
        assertThat(rows()).as(what).isEqualTo(rows);
        assertThat(agent.ask("SELECT 'usable'")).as(what).isEqualTo("D:usable C:SELECT 1 Z:I");
    }

    private static long rows() {
        return agent.count('D') + agent.count('d');
    }

    private static void isDenied(String what, String answer, String last) {
        assertThat(answer)
                .as(what)
                .containsPattern("E:(42501:denied: |42703:column `|42P01:relation `|42883:function `)")
                .doesNotContain("not a PostgreSQL statement", "TIMEOUT", "EOF");
        assertThat(tap.heard()).as(what).doesNotContain(last.length() > 2000 ? last.substring(0, 2000) : last);
    }

    private static String shown(List<String> variant) {
        String all = String.join(" ;; ", variant);
        return all.length() > 400 ? all.substring(0, 400) + "…" : all;
    }
}
