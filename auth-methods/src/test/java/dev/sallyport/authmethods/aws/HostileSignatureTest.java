package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.NOW;
import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.api.identity.RefusalReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a signature must cover, and of which time, region and kind it must be.
class HostileSignatureTest {

    private Door door;

    @BeforeEach
    void open() throws Exception {
        door = Door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void the_audience_has_to_be_signed_and_ours() throws Exception {
        door.refuses(
                RefusalReason.WRONG_AUDIENCE,
                Draft.post(TRIAGE).without(Headers.AUDIENCE).sign());
        SignedCloudRequest unsigned =
                Draft.post(TRIAGE).without(Headers.AUDIENCE).sign();
        door.refuses(RefusalReason.WRONG_AUDIENCE, Draft.with(unsigned, Headers.AUDIENCE, Aws.AUDIENCE));
        for (String other : List.of(Aws.AUDIENCE + ".evil.test", "GATEWAY.example", Aws.AUDIENCE + ",x")) {
            door.refuses(
                    RefusalReason.WRONG_AUDIENCE,
                    Draft.post(TRIAGE).header(Headers.AUDIENCE, other).sign());
        }
    }

    @Test
    void every_header_has_to_be_signed_and_every_signed_header_to_be_there() throws Exception {
        SignedCloudRequest good = Draft.post(TRIAGE).sign();
        for (String name : List.of(Headers.DATE, Headers.TOKEN, Headers.NONCE, Headers.CONTENT_HASH)) {
            door.findsMalformed(Draft.without(good, name));
            String authorization = good.headers().get(Headers.AUTHORIZATION);
            door.findsMalformed(Draft.with(
                    good,
                    Headers.AUTHORIZATION,
                    authorization.replace(name + ";", "").replace(";" + name, "")));
        }
        door.findsMalformed(Draft.with(good, Headers.ACCEPT, "application/xml"));
        String noHost = good.headers().get(Headers.AUTHORIZATION).replace("host;", "");
        door.findsMalformed(Draft.with(good, Headers.AUTHORIZATION, noHost));
    }

    @Test
    void another_region_or_service_is_refused() throws Exception {
        door.refuses(
                RefusalReason.UNKNOWN_ISSUER,
                Draft.post(TRIAGE).region("us-east-1").sign());
        door.refuses(
                RefusalReason.UNKNOWN_ISSUER,
                Draft.post(TRIAGE).url("https://sts.amazonaws.com/").sign());
        door.refuses(
                RefusalReason.UNKNOWN_ISSUER,
                Draft.post(TRIAGE)
                        .url("https://sts.eu-west-1.amazonaws.com/")
                        .region("eu-west-1")
                        .sign());
        door.refuses(
                RefusalReason.WRONG_AUDIENCE, Draft.post(TRIAGE).service("s3").sign());
    }

    @Test
    void another_date_than_the_signed_one_is_refused() throws Exception {
        SignedCloudRequest old =
                Draft.post(TRIAGE).date(NOW.minus(Duration.ofMinutes(20))).sign();
        door.refuses(RefusalReason.EXPIRED, old);
        assertThat(Aws.reason(door.method(), Draft.with(old, Headers.DATE, "20260301T120000Z")))
                .as("the signature covers the date")
                .isEqualTo(RefusalReason.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20260301T120000",
                "20260301T246060Z",
                "20260230T120000Z",
                "2026-03-01T12:00:00Z",
                "Z",
                "20260302T120000Z"
            })
    void a_date_that_is_none_or_not_of_the_scopes_day_is_malformed(String date) throws Exception {
        door.findsMalformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.DATE, date));
    }

    @Test
    void the_window_has_two_ends() throws Exception {
        door.refuses(
                RefusalReason.EXPIRED,
                Draft.post(TRIAGE).date(NOW.minusSeconds(330)).sign());
        door.refuses(
                RefusalReason.NOT_YET_VALID,
                Draft.post(TRIAGE).date(NOW.plusSeconds(31)).sign());
        Aws.proven(door.method(), Draft.post(TRIAGE).date(NOW.minusSeconds(329)).sign());
        Aws.proven(door.method(), Draft.post(TRIAGE).date(NOW.plusSeconds(30)).sign());
    }

    @Test
    void another_algorithm_is_refused() throws Exception {
        SignedCloudRequest good = Draft.post(TRIAGE).sign();
        String authorization = good.headers().get(Headers.AUTHORIZATION);
        for (String other : List.of("AWS4-ECDSA-P256-SHA256", "AWS4-HMAC-SHA1", "AWS3-HTTPS")) {
            door.refuses(
                    RefusalReason.ALGORITHM_NOT_ALLOWED,
                    Draft.with(good, Headers.AUTHORIZATION, authorization.replace("AWS4-HMAC-SHA256", other)));
        }
        door.findsMalformed(Draft.with(good, Headers.AUTHORIZATION, "Basic dXNlcjpwYXNzd29yZA=="));
        door.findsMalformed(Draft.with(good, Headers.AUTHORIZATION, authorization + ", Signature=" + "0".repeat(64)));
        door.findsMalformed(Draft.with(good, Headers.AUTHORIZATION, authorization.toUpperCase(java.util.Locale.ROOT)));
        door.findsMalformed(Draft.without(good, Headers.AUTHORIZATION));
    }

    @Test
    void signed_headers_have_one_spelling() throws Exception {
        SignedCloudRequest good = Draft.post(TRIAGE).sign();
        String authorization = good.headers().get(Headers.AUTHORIZATION);
        for (String other : List.of("host;host", "Host", "host;", ";host", "x-amz-date;host")) {
            door.findsMalformed(Draft.with(good, Headers.AUTHORIZATION, authorization.replace("host", other)));
        }
    }
}
