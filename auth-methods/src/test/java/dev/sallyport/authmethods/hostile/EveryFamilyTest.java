package dev.sallyport.authmethods.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.identity.Misbehaviour;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every attack of the list on every family, each with its own reason; none contacts the trap.
class EveryFamilyTest {

    private static final Instant NOW = Attack.now();

    private final AtomicInteger trapped = new AtomicInteger();
    private HttpServer trap;

    @BeforeEach
    void listen() throws Exception {
        trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trap.createContext("/", exchange -> {
            trapped.incrementAndGet();
            exchange.close();
        });
        trap.start();
    }

    @AfterEach
    void stop() {
        trap.stop(0);
    }

    private String trapUrl() {
        return "http://127.0.0.1:" + trap.getAddress().getPort() + "/keys";
    }

    private static Authentication answer(AuthMethod method, String token, Instant at) throws Exception {
        return method.authenticate(new BearerToken(token), at);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void every_attack_is_refused_with_its_reason(Family family) throws Exception {
        try (PlatformIssuer issuer = PlatformIssuer.start(() -> NOW, family.kind())) {
            AuthMethod method = family.method(issuer);
            PlatformToken good = family.good(issuer);
            for (Attack attack : Attack.values()) {
                assertThat(answer(method, good.sign(), NOW))
                        .as("the good token beside %s", attack)
                        .isInstanceOf(Proven.class);
                assertThat(answer(method, attack.on(good, trapUrl()), NOW))
                        .as("%s on %s", attack, family)
                        .isInstanceOfSatisfying(Refused.class, refused -> {
                            assertThat(refused.reason())
                                    .as("%s on %s: %s", attack, family, refused.detail())
                                    .isEqualTo(attack.reason());
                            assertThat(refused.detail()).hasSizeLessThan(600).matches("[^\\p{Cntrl}]*");
                        });
            }
        }
        assertThat(trapped).as("a token sent the gateway somewhere").hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void clocks_may_differ_by_the_skew_and_not_more(Family family) throws Exception {
        try (PlatformIssuer issuer = PlatformIssuer.start(() -> NOW, family.kind())) {
            AuthMethod method = family.method(issuer);
            PlatformToken good = family.good(issuer);
            for (PlatformToken edge : new PlatformToken[] {
                good.validFor(Duration.ofSeconds(-29)),
                good.notBefore(NOW.plusSeconds(30)),
                good.issuedAt(NOW.plusSeconds(30))
            }) {
                assertThat(answer(method, edge.sign(), NOW)).isInstanceOf(Proven.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void keys_that_cannot_be_fetched_again_end(Family family) throws Exception {
        try (PlatformIssuer issuer = PlatformIssuer.start(() -> NOW, family.kind())) {
            AuthMethod method = family.method(issuer);
            String lasting = family.good(issuer).validFor(Duration.ofHours(12)).sign();
            assertThat(answer(method, lasting, NOW)).isInstanceOf(Proven.class);
            issuer.misbehave(Misbehaviour.DOWN);
            assertThat(answer(method, lasting, NOW.plus(Duration.ofMinutes(70))))
                    .isInstanceOf(Proven.class);
            assertThat(answer(method, lasting, NOW.plus(Duration.ofMinutes(75))))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.KEYS_UNAVAILABLE));
        }
    }
}
