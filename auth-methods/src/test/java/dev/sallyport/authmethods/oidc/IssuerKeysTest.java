package dev.sallyport.authmethods.oidc;

import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_KEY;
import static dev.sallyport.authmethods.oidc.Oidc.NOW;
import static dev.sallyport.authmethods.oidc.Oidc.proven;
import static dev.sallyport.authmethods.oidc.Oidc.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.testkit.identity.Misbehaviour;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fetching, rotating, losing and believing an issuer's keys.
class IssuerKeysTest {

    private static final Duration CACHED = Oidc.FETCHING.cacheTime();
    private static final Duration INTERVAL = Oidc.FETCHING.minInterval();

    private PlatformIssuer issuer;
    private OidcAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        issuer = Oidc.issuer();
        method = new OidcAuthMethod(Oidc.with(Oidc.settings(issuer), Oidc.FETCHING));
    }

    @AfterEach
    void stop() {
        method.close();
        issuer.close();
    }

    /// Lives longer than any cache here.
    private PlatformToken token() {
        return Oidc.token(issuer).validFor(Duration.ofDays(1));
    }

    @Test
    void keys_are_fetched_once_and_then_kept() {
        for (int i = 0; i < 20; i++) {
            proven(method, token().claim("n", i).sign());
        }
        assertThat(issuer.requests()).as("one discovery document, one JWK set").isEqualTo(2);
        proven(method, token().sign(), NOW.plus(CACHED));
        assertThat(issuer.requests()).isEqualTo(4);
    }

    @Test
    void a_rotated_key_is_fetched_when_its_first_token_comes() {
        String old = token().sign();
        proven(method, old);
        issuer.rotate(Kind.ES256);
        Instant later = NOW.plus(INTERVAL);
        proven(method, token().sign(), later);
        proven(method, old, later);
        assertThat(issuer.keyRequests()).isEqualTo(2);
    }

    @Test
    void unknown_keys_cause_one_fetch_per_interval_however_many_tokens_name_them() {
        proven(method, token().sign());
        for (int i = 0; i < 50; i++) {
            refused(method, token().header("kid", "guess-" + i).sign(), NOW.plus(INTERVAL), UNKNOWN_KEY);
        }
        assertThat(issuer.keyRequests()).isEqualTo(2);
    }

    @Test
    void a_withdrawn_key_is_accepted_no_longer_than_the_cache_time_even_for_a_remembered_token() {
        String old = token().sign();
        proven(method, old);
        issuer.rotate(Kind.ES256);
        issuer.retireOldKeys();
        proven(method, old, NOW.plus(CACHED).minusSeconds(1));
        refused(method, old, NOW.plus(CACHED), UNKNOWN_KEY);
    }

    @Test
    void a_flush_ends_a_withdrawn_key_at_once() {
        String old = token().sign();
        proven(method, old);
        issuer.rotate(Kind.ES256);
        issuer.retireOldKeys();
        method.flush();
        refused(method, old, UNKNOWN_KEY);
    }

    @Test
    void while_the_issuer_is_away_old_keys_serve_for_a_bounded_time() {
        String old = token().sign();
        proven(method, old);
        issuer.close();
        Instant stale = NOW.plus(CACHED).plus(Oidc.FETCHING.maxStale());
        proven(method, old, NOW.plus(CACHED));
        proven(method, token().claim("n", 1).sign(), stale.minusSeconds(1));
        assertThat(refused(method, old, stale, KEYS_UNAVAILABLE).detail()).contains("no connection");
    }

    @Test
    void an_issuer_that_was_never_there_proves_nothing_and_is_asked_once_per_interval() {
        issuer.misbehave(Misbehaviour.DOWN);
        for (int i = 0; i < 20; i++) {
            refused(method, token().sign(), KEYS_UNAVAILABLE);
        }
        assertThat(issuer.requests()).isEqualTo(1);
        issuer.misbehave(Misbehaviour.NONE);
        refused(method, token().sign(), NOW.plus(INTERVAL).minusSeconds(1), KEYS_UNAVAILABLE);
        proven(method, token().sign(), NOW.plus(INTERVAL));
    }

    @ParameterizedTest
    @EnumSource(
            value = Misbehaviour.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "DRIP"})
    void an_issuer_that_misbehaves_proves_nothing(Misbehaviour how) {
        issuer.misbehave(how);
        String detail = refused(method, token().sign(), KEYS_UNAVAILABLE).detail();
        switch (how) {
            case REDIRECT -> assertThat(detail).contains("redirected, which is not followed");
            case HUGE -> assertThat(detail).contains("cannot be fetched");
            case FOREIGN_ISSUER -> assertThat(detail).contains("another issuer's `https://issuer.example`");
            case DOWN -> assertThat(detail).contains("503");
            case GARBAGE, NO_KEYS, NONE, DRIP -> assertThat(detail).isNotBlank();
        }
    }

    @Test
    void a_jwk_set_that_drips_hits_the_time_out() {
        KeyFetching impatient = new KeyFetching(Duration.ofMillis(200), CACHED, INTERVAL, CACHED, 65_536);
        KeySource keys = new KeySource.JwksUrl(issuer.jwksUrl());
        issuer.misbehave(Misbehaviour.DRIP);
        try (OidcAuthMethod hasty = new OidcAuthMethod(Oidc.with(Oidc.with(Oidc.settings(issuer), keys), impatient))) {
            assertThat(refused(hasty, token().sign(), KEYS_UNAVAILABLE).detail())
                    .contains("within 200 ms");
        }
    }

    @Test
    void a_failed_refresh_keeps_the_keys_that_are_known() {
        String old = token().sign();
        proven(method, old);
        Instant later = NOW.plus(CACHED);
        for (Misbehaviour how : List.of(Misbehaviour.GARBAGE, Misbehaviour.NO_KEYS, Misbehaviour.FOREIGN_ISSUER)) {
            issuer.misbehave(how);
            proven(method, old, later);
            later = later.plus(INTERVAL);
        }
    }

    @Test
    void keys_come_from_a_plain_jwks_url_too() {
        KeySource keys = new KeySource.JwksUrl(issuer.jwksUrl());
        try (OidcAuthMethod plain = new OidcAuthMethod(Oidc.with(Oidc.settings(issuer), keys))) {
            proven(plain, token().sign());
            assertThat(issuer.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_problem_with_the_keys_is_told_before_the_first_token_comes() throws Exception {
        issuer.misbehave(Misbehaviour.DOWN);
        assertThat(method.keyProblem(NOW))
                .hasValueSatisfying(problem -> assertThat(problem).contains("503"));
        issuer.misbehave(Misbehaviour.NONE);
        assertThat(method.keyProblem(NOW.plus(INTERVAL))).isEmpty();
    }

    @Test
    void many_threads_rotate_together_with_a_single_fetch() throws Exception {
        proven(method, token().sign());
        issuer.rotate(Kind.ED_DSA);
        allAtOnce(NOW.plus(INTERVAL));
        assertThat(issuer.keyRequests()).isEqualTo(2);
    }

    @Test
    void many_threads_that_come_first_wait_for_a_single_fetch() throws Exception {
        allAtOnce(NOW);
        assertThat(issuer.keyRequests()).isEqualTo(1);
    }

    @Test
    void many_threads_that_come_after_a_long_silence_wait_for_a_single_fetch() throws Exception {
        proven(method, token().sign());
        allAtOnce(NOW.plus(Duration.ofHours(10)));
        assertThat(issuer.keyRequests()).isEqualTo(2);
    }

    private void allAtOnce(Instant now) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String token = token().claim("n", i).sign();
                answers.add(threads.submit(() -> proven(method, token, now)));
            }
            for (Future<?> answer : answers) {
                answer.get();
            }
        }
    }

    @Test
    void a_clock_that_is_set_back_does_not_lock_the_keys_out() {
        proven(method, token().sign(), NOW.plus(Duration.ofHours(5)));
        proven(method, token().claim("n", 1).sign(), NOW);
    }
}
