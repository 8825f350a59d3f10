package dev.sallyport.grammar.sql;

import com.sun.management.OperatingSystemMXBean;
import dev.sallyport.grammar.sql.engine.EngineLimits;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// Prints what the portable engine costs on this machine, in CPU time of the whole process (compilers and collector
/// included, so that neighbours do not matter): the first statement, then medians of rounds. Not a test; run its `main`
/// with the test class path.
final class Figures {

    private static final int ROUNDS = 7;
    private static final int COUNT = 2_000;
    private static final String SHORT = "SELECT abalance FROM pgbench_accounts WHERE aid = %d";
    private static final String LONG = "SELECT c.id, c.name FROM customers c JOIN tickets t ON t.customer_id = c.id"
            + " WHERE c.id = %d AND t.status IN ('open', 'new') ORDER BY c.name LIMIT 5";

    private Figures() {}

    public static void main(String[] args) {
        long start = cpu();
        try (SqlGrammar grammar = new SqlGrammar(new PortableEngine(EngineLimits.DEFAULT), Grammar.PATIENT)) {
            learn(grammar, SHORT, 0);
            System.out.printf("first statement %d ms%n", (cpu() - start) / 1_000_000);
            start = cpu();
            learn(grammar, LONG, 0);
            System.out.printf("second statement %d us%n", (cpu() - start) / 1_000);
            median("short, never seen", i -> learn(grammar, SHORT, i));
            median("long, never seen", i -> learn(grammar, LONG, i));
            learn(grammar, LONG, 0);
            median("known", i -> grammar.known(LONG.formatted(0), Grammar.VIEW).orElseThrow());
            Meaning meaning =
                    grammar.learn(LONG.replace("%d", "$1"), Grammar.VIEW).join();
            List<BoundValue> values = List.of(BoundValue.ofText("7"));
            median("operations of a prepared one", i -> meaning.operations(values));
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void learn(SqlGrammar grammar, String sql, int i) {
        grammar.learn(sql.formatted(i), Grammar.VIEW).join();
    }

    private static void median(String what, IntConsumer work) {
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpu();
            for (int i = 0; i < COUNT; i++) {
                work.accept(1 + round * COUNT + i);
            }
            nanos[round] = (cpu() - start) / COUNT;
        }
        Arrays.sort(nanos);
        System.out.printf("%s %.1f us%n", what, nanos[ROUNDS / 2] / 1000.0);
    }
}
