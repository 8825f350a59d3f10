package dev.sallyport.transport.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AddressGuardTest {

    private static final Duration PIN = Duration.ofMinutes(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T00:00:00Z"));
    private final Map<String, List<String>> zone = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    private AddressGuard guard(String... inside) {
        return guard(this::find, Duration.ofSeconds(10), 8, inside);
    }

    private AddressGuard guard(NameLookup names, Duration timeout, int maxNames, String... inside) {
        return new AddressGuard(
                new DialRules(Inside.of(List.of(inside)), PIN, timeout, maxNames), names, () -> now.get());
    }

    private InetAddress[] find(String host) throws UnknownHostException {
        asked.incrementAndGet();
        List<String> addresses = zone.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> found = new ArrayList<>();
        for (String address : addresses) {
            found.add(InetAddress.getByName(address));
        }
        return found.toArray(InetAddress[]::new);
    }

    private static List<String> texts(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).toList();
    }

    @Test
    void givesAllAddressesOfAName() throws Exception {
        zone.put("api.example", List.of("8.8.8.8", "2606:4700::1111"));
        assertThat(texts(guard().addresses("API.example."))).containsExactly("8.8.8.8", "2606:4700:0:0:0:0:0:1111");
    }

    @Test
    void oneAddressInsideRefusesTheWholeName() {
        zone.put("api.example", List.of("8.8.8.8", "169.254.169.254"));
        assertThatThrownBy(() -> guard().addresses("api.example"))
                .isInstanceOf(RefusedAddress.class)
                .hasMessage("the host leads to the metadata service of a cloud; if that is meant, name it in the"
                        + " target's configuration `api.example`");
    }

    @Test
    void whoeverIsInterruptedStaysSo() {
        NameLookup never = _ -> {
            LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
            throw new UnknownHostException();
        };
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> guard(never, Duration.ofSeconds(10), 8).addresses("api.example"))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theNextAnswerOfTheNameServerChangesNothing() throws Exception {
        AddressGuard guard = guard();
        zone.put("api.example", List.of("8.8.8.8"));
        guard.addresses("api.example");
        zone.put("api.example", List.of("9.9.9.9"));
        now.updateAndGet(t -> t.plus(PIN).minusMillis(1));
        assertThat(texts(guard.addresses("api.example"))).containsExactly("8.8.8.8");
        assertThat(asked).hasValue(1);
        now.updateAndGet(t -> t.plusMillis(1));
        zone.put("api.example", List.of("127.0.0.1"));
        assertThatThrownBy(() -> guard.addresses("api.example")).isInstanceOf(RefusedAddress.class);
    }

    @Test
    void aRefusalIsPinnedAndAFailureIsNot() throws Exception {
        AddressGuard guard = guard();
        zone.put("evil.example", List.of("10.0.0.1"));
        assertThatThrownBy(() -> guard.addresses("evil.example")).isInstanceOf(RefusedAddress.class);
        assertThatThrownBy(() -> guard.addresses("new.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("the name cannot be looked up `new.example`");
        zone.put("evil.example", List.of("8.8.8.8"));
        zone.put("new.example", List.of("8.8.8.8"));
        assertThatThrownBy(() -> guard.addresses("evil.example")).isInstanceOf(RefusedAddress.class);
        assertThat(texts(guard.addresses("new.example"))).containsExactly("8.8.8.8");
    }

    @Test
    void literalAddressesAreLookedAtButNotUp() throws Exception {
        AddressGuard guard = guard("10.0.0.7");
        assertThat(texts(guard.addresses("10.0.0.7"))).containsExactly("10.0.0.7");
        for (String host : List.of("10.0.0.8", "127.0.0.1", "[::1]", "169.254.169.254", "[fd00:ec2::254]")) {
            assertThatThrownBy(() -> guard.addresses(host)).as(host).isInstanceOf(RefusedAddress.class);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void whatTheConfigurationNamesIsOpenToThatNameOnly() throws Exception {
        zone.put("crm.internal", List.of("10.0.0.7"));
        zone.put("api.example", List.of("10.0.0.7"));
        AddressGuard guard = guard("crm.internal");
        assertThat(texts(guard.addresses("crm.internal"))).containsExactly("10.0.0.7");
        assertThatThrownBy(() -> guard.addresses("api.example")).isInstanceOf(RefusedAddress.class);
    }

    @Test
    void manyWhoAskAtOnceShareOneQuestion() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        zone.put("api.example", List.of("8.8.8.8"));
        AddressGuard guard = guard(
                host -> {
                    InetAddress[] found = find(host);
                    await(open);
                    return found;
                },
                Duration.ofSeconds(10),
                8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<InetAddress>>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                answers.add(threads.submit(() -> guard.addresses("api.example")));
            }
            open.countDown();
            for (Future<List<InetAddress>> answer : answers) {
                assertThat(texts(answer.get(10, TimeUnit.SECONDS))).containsExactly("8.8.8.8");
            }
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aResolverThatHangsIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        AddressGuard guard = guard(
                host -> {
                    await(never);
                    return new InetAddress[0];
                },
                Duration.ofMillis(50),
                8);
        assertThatThrownBy(() -> guard.addresses("slow.example"))
                .isInstanceOf(IOException.class)
                .hasMessage("the name was not found within 50 ms `slow.example`");
        never.countDown();
    }

    @Test
    void theNumberOfPinsIsBounded() throws Exception {
        AddressGuard guard = guard(this::find, Duration.ofSeconds(10), 2);
        for (String host : List.of("a.example", "b.example", "c.example")) {
            zone.put(host, List.of("8.8.8.8"));
            guard.addresses(host);
        }
        assertThat(asked).hasValue(3);
        guard.addresses("b.example");
        guard.addresses("c.example");
        assertThat(asked).hasValue(3);
        guard.addresses("a.example");
        assertThat(asked).hasValue(4);
    }

    @Test
    void aResolverWithoutAnAnswerIsAFailure() {
        AddressGuard guard = guard(host -> new InetAddress[0], Duration.ofSeconds(10), 8);
        assertThatThrownBy(() -> guard.addresses("nothing.example")).isInstanceOf(UnknownHostException.class);
        AddressGuard broken = guard(
                host -> {
                    throw new IllegalStateException("broken");
                },
                Duration.ofSeconds(10),
                8);
        assertThatThrownBy(() -> broken.addresses("broken.example")).isInstanceOf(UnknownHostException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
