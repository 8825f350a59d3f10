package dev.sallyport.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.admin.TargetException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who is served with whom, without a server.
@Timeout(60)
class CounterTest {

    private static final GrantPlan PLAN = new GrantPlan(List.of(), List.of(), List.of());

    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ExecutorService guests = Executors.newVirtualThreadPerTaskExecutor();
    private String failsWith = "";
    private boolean failsAlone;

    private void make(List<Order> orders) throws TargetException {
        batches.add(orders.size());
        first.countDown();
        if (batches.size() == 1) await(goOn);
        boolean spoilt = orders.stream().anyMatch(order -> order.name().prefix().equals("bad"));
        if (spoilt && (orders.size() > 1 || failsAlone)) throw new TargetException("refused", failsWith);
        orders.forEach(order -> order.made(PLAN));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Order order(String prefix) {
        return new Order(
                new RoleName(prefix, "gw1", Instant.EPOCH, "0123456789abcdef"),
                ScramSecret.random(new SecureRandom()),
                "support",
                List.of(),
                Envelope.UNRESTRICTED,
                false);
    }

    /// One is being made; meanwhile these come.
    private List<Future<GrantPlan>> meanwhile(Counter<Order> counter, String... prefixes) throws Exception {
        guests.submit(() -> serve(counter, "first"));
        await(first);
        List<Future<GrantPlan>> answers = new ArrayList<>();
        for (String prefix : prefixes) answers.add(guests.submit(() -> serve(counter, prefix)));
        while (counter.waiting() < prefixes.length) Thread.onSpinWait();
        goOn.countDown();
        return answers;
    }

    private static GrantPlan serve(Counter<Order> counter, String prefix) throws TargetException {
        Order order = order(prefix);
        counter.serve(order);
        return order.plan();
    }

    private Counter<Order> counter(long patience) {
        return new Counter<>("crm", "make a lease", this::make, patience, Duration.ZERO);
    }

    @Test
    void thoseWhoComeMeanwhileAreServedTogether() throws Exception {
        for (Future<GrantPlan> answer : meanwhile(counter(20_000), "a", "b", "c", "d", "e"))
            assertThat(answer.get(20, TimeUnit.SECONDS)).isSameAs(PLAN);
        assertThat(batches).containsExactly(1, 5);
    }

    @Test
    void atMostFiftyInOneTransaction() throws Exception {
        String[] many = Collections.nCopies(60, "a").toArray(String[]::new);
        for (Future<GrantPlan> answer : meanwhile(counter(20_000), many)) answer.get(20, TimeUnit.SECONDS);
        assertThat(batches).containsExactly(1, Counter.MOST, 10);
    }

    @Test
    void oneThatIsRefusedDoesNotSpoilTheOthers() throws Exception {
        failsWith = "42501";
        failsAlone = true;
        List<Future<GrantPlan>> answers = meanwhile(counter(20_000), "a", "bad", "c");
        assertThat(answers.get(0).get(20, TimeUnit.SECONDS)).isSameAs(PLAN);
        assertThat(answers.get(2).get(20, TimeUnit.SECONDS)).isSameAs(PLAN);
        assertThatThrownBy(() -> answers.get(1).get(20, TimeUnit.SECONDS)).hasMessageContaining("refused");
        assertThat(batches).containsExactly(1, 3, 1, 1, 1);
    }

    @Test
    void aTargetThatIsAwayIsNotAskedAgainForEach() throws Exception {
        failsWith = "08006";
        for (Future<GrantPlan> answer : meanwhile(counter(20_000), "a", "bad", "c"))
            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS)).hasMessageContaining("refused");
        assertThat(batches).containsExactly(1, 3);
    }

    @Test
    void whoeverWaitsTooLongLeavesAndIsNotServed() throws Exception {
        Counter<Order> counter = counter(50);
        Future<GrantPlan> slow = guests.submit(() -> serve(counter, "first"));
        await(first);
        Future<GrantPlan> impatient = guests.submit(() -> serve(counter, "a"));
        assertThatThrownBy(() -> impatient.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("targets.crm: could not make a lease: others are being served");
        goOn.countDown();
        assertThat(slow.get(20, TimeUnit.SECONDS)).isSameAs(PLAN);
        assertThat(batches).containsExactly(1);
        assertThat(counter.waiting()).isZero();
    }
}
