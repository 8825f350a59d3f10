package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.NOW;
import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.aws.SigningSts;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the gateway itself refuses: STS must never see any of it.
class HostileRequestTest {

    private static final String HOST = "sts.eu-central-1.amazonaws.com";
    private static final String ACTION = Draft.ACTION;

    private SigningSts sts;
    private AwsAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        sts = Aws.sts();
        method = new AwsAuthMethod(Aws.settings(sts), Aws.START);
    }

    @AfterEach
    void stop() {
        method.close();
        sts.close();
    }

    private void refused(RefusalReason reason, Attestation attestation) throws Exception {
        assertThat(Aws.reason(method, attestation)).as("%s", attestation).isEqualTo(reason);
        assertThat(sts.received()).as("nothing was sent for %s", attestation).isEmpty();
    }

    private void malformed(Attestation attestation) throws Exception {
        refused(RefusalReason.MALFORMED, attestation);
    }

    /// The text of a good GET whose address is another.
    private static BearerToken at(String url) {
        SignedCloudRequest good = Draft.get(TRIAGE).sign();
        StringBuilder headers = new StringBuilder();
        good.headers()
                .forEach((name, value) ->
                        headers.append(headers.isEmpty() ? "" : ",").append("\"" + name + "\":\"" + value + "\""));
        String escaped = url.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
        return Aws.closed(
                "{\"method\":\"GET\",\"url\":\"" + escaped + "\",\"headers\":{" + headers + "},\"body\":\"\"}");
    }

    @Test
    void the_good_ones_are_accepted() throws Exception {
        assertThat(Aws.proven(method, at("https://" + HOST + "/?" + ACTION)).subject())
                .isEqualTo(TRIAGE.arn());
        Aws.proven(method, Draft.get(TRIAGE).sign());
        Aws.proven(method, Draft.post(TRIAGE).sign());
        Aws.proven(method, new BoundToken(Aws.fresh(TRIAGE).token(), List.of(), null, "192.0.2.1"));
        assertThat(sts.received()).hasSize(4).allSatisfy(request -> {
            assertThat(request.headers())
                    .containsEntry("host", HOST)
                    .containsEntry("x-sallyport-audience", Aws.AUDIENCE);
            assertThat(request.path()).isEqualTo("/");
        });
    }

    @Test
    void only_a_small_list_of_headers_reaches_sts() throws Exception {
        Aws.proven(method, Aws.fresh(TRIAGE));
        assertThat(sts.received().getFirst().headers().keySet())
                .containsExactlyInAnyOrder(
                        "accept",
                        "authorization",
                        "connection",
                        "content-length",
                        "content-type",
                        "host",
                        "user-agent",
                        "x-amz-content-sha256",
                        "x-amz-date",
                        "x-amz-security-token",
                        "x-sallyport-audience",
                        "x-sallyport-nonce");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sts.amazonaws.com.evil.test/?",
                "https://evil.test/?",
                "https://sts.eu-central-1.amazonaws.com.cn/?",
                "https://sts.amazonaws.com/?",
                "https://sts.eu-west-3.amazonaws.com/?",
                "https://sts-fips.eu-central-1.amazonaws.com/?",
                "https://ec2.eu-central-1.amazonaws.com/?",
                "https://sts.eu-central-1.amazonaws.com./?",
                "https://.sts.eu-central-1.amazonaws.com/?",
                "https://sts..eu-central-1.amazonaws.com/?",
                "https://127.0.0.1/?",
                "https://169.254.169.254/?",
                "https://2130706433/?",
                "https://0x7f.1/?",
                "https://localhost/?"
            })
    void a_host_that_is_no_sts_of_a_configured_region_is_unknown(String start) throws Exception {
        String host = start.substring("https://".length(), start.indexOf("/?"));
        Draft draft = Draft.get(TRIAGE).url("https://" + host + "/?" + ACTION);
        BearerToken token = at(draft.url());
        String content = Aws.opened(token).replace("\"" + HOST + "\"", "\"" + host + "\"");
        refused(RefusalReason.UNKNOWN_ISSUER, Aws.closed(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sts.eu-central-1.amazonaws.com/?",
                "HTTPS://sts.eu-central-1.amazonaws.com/?",
                "https://STS.eu-central-1.amazonaws.com/?",
                "https://sts.eu-central-1.amazonaws.com@evil.test/?",
                "https://evil.test@sts.eu-central-1.amazonaws.com/?",
                "https://user:word@sts.eu-central-1.amazonaws.com/?",
                "https://sts.eu-central-1.amazonaws.com:443/?",
                "https://sts.eu-central-1.amazonaws.com:8443/?",
                "https://sts.eu-central-1.amazonaws.com:/?",
                "https://[::1]/?",
                "https://[::ffff:127.0.0.1]/?",
                "https://[::1%25eth0]/?",
                "https://sts.eu-central-1.amazonaws.com\\@evil.test/?",
                "https://sts.eu-central-1.amazonaws.com\\.evil.test/?",
                "https://sts.eu-central-1.amazonaws.com#@evil.test/?",
                "https://sts.eu-central-1.amazonaws.com?@evil.test/?",
                "https://sts.eu-central-1.amazonaws.com%2eevil.test/?",
                "https://sts.eu-central-1.amazonaws.com%00.evil.test/?",
                "https://sts.eu-central-1.amazonaws.c\u043em/?",
                "https://sts.eu-central-1.amazonaws.com\u3002evil.test/?",
                "https://sts\u2024eu-central-1.amazonaws.com/?",
                "https://sts.eu-central-1.amazonaws.com/\r\nHost: evil.test/?",
                "https://sts.eu-central-1.amazonaws.com\t/?",
                " https://sts.eu-central-1.amazonaws.com/?",
                "https:// sts.eu-central-1.amazonaws.com/?",
                "https:/sts.eu-central-1.amazonaws.com/?",
                "https:///sts.eu-central-1.amazonaws.com/?",
                "//sts.eu-central-1.amazonaws.com/?",
                "file:///etc/passwd?",
                "https://sts.eu-central-1.amazonaws.com?",
                "https://sts.eu-central-1.amazonaws.com//?",
                "https://sts.eu-central-1.amazonaws.com/./?",
                "https://sts.eu-central-1.amazonaws.com/../?",
                "https://sts.eu-central-1.amazonaws.com/%2e%2e/?",
                "https://sts.eu-central-1.amazonaws.com/x?",
                "https://sts.eu-central-1.amazonaws.com/;x?",
                "https://sts.eu-central-1.amazonaws.com/??",
                "https://sts.eu-central-1.amazonaws.com/?&",
                "https://sts.eu-central-1.amazonaws.com/?#"
            })
    void an_address_with_two_readings_is_malformed(String start) throws Exception {
        malformed(at(start + ACTION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Action=GetCallerIdentity",
                "Action=GetCallerIdentity&Version=2011-06-16",
                "Action=getcalleridentity&Version=2011-06-15",
                "Action=GetCallerIdentity%00&Version=2011-06-15",
                "Action=%47etCallerIdentity&Version=2011-06-15",
                "action=GetCallerIdentity&Version=2011-06-15",
                "Action=AssumeRole&Version=2011-06-15",
                "Action=GetSessionToken&Version=2011-06-15",
                "Action=GetFederationToken&Version=2011-06-15&Name=mallory",
                "Action=GetCallerIdentity&Action=AssumeRole&Version=2011-06-15",
                "Action=AssumeRole&Action=GetCallerIdentity&Version=2011-06-15",
                "Action=GetCallerIdentity&Action=GetCallerIdentity&Version=2011-06-15",
                "Action=GetCallerIdentity&Version=2011-06-15&RoleArn=arn",
                "Action=GetCallerIdentity&Version=2011-06-15&Action%3D=AssumeRole",
                "Action=GetCallerIdentity&Version=2011-06-15&A%63tion=AssumeRole",
                "Action=GetCallerIdentity&Version=2011-06-15;Action=AssumeRole",
                "Action=GetCallerIdentity&Version=2011-06-15&",
                "&Action=GetCallerIdentity&Version=2011-06-15",
                "Action=GetCallerIdentity&Version=2011-06-15\r\n\r\nAction=AssumeRole",
                "Action=GetCallerIdentity&Version=2011-06-15\n",
                "Action=GetCallerIdentity+&Version=2011-06-15",
                "Action[]=GetCallerIdentity&Version=2011-06-15",
                "Action==GetCallerIdentity&Version=2011-06-15",
                "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Signature",
                "0\r\n\r\nPOST / HTTP/1.1\r\nHost: evil.test"
            })
    void another_question_is_malformed_in_query_and_body(String question) throws Exception {
        malformed(at("https://" + HOST + "/?" + question));
        malformed(Draft.post(TRIAGE).body(question).sign());
    }

    @Test
    void a_question_stands_in_one_place() throws Exception {
        malformed(Draft.post(TRIAGE).url("https://" + HOST + "/?" + ACTION).sign());
        malformed(Draft.post(TRIAGE)
                .url("https://" + HOST + "/?Action=AssumeRole")
                .sign());
        malformed(Draft.get(TRIAGE).body(ACTION).sign());
        malformed(Draft.get(TRIAGE).url("https://" + HOST + "/").body(ACTION).sign());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})
    void another_method_is_malformed(String other) throws Exception {
        malformed(Draft.get(TRIAGE).method(other).sign());
        malformed(Draft.post(TRIAGE).method(other).sign());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding",
                "Connection",
                "Keep-Alive",
                "Proxy-Authorization",
                "TE",
                "Trailer",
                "Upgrade",
                "Expect",
                "Cookie",
                "X-Forwarded-Host",
                "X-Http-Method-Override",
                "X-Amz-Target",
                "Range",
                "Host "
            })
    void a_header_that_is_not_known_is_refused_signed_or_not(String name) throws Exception {
        malformed(Draft.with(Draft.post(TRIAGE).sign(), name, "x"));
        if (!name.endsWith(" ")) {
            malformed(Draft.post(TRIAGE).header(name, "x").sign());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nHost: evil.test", "a\nb", "a\0b", "a\tb", "a  b", " a", "a ", "", "\u00e4", "a\u2028b"})
    void a_value_that_could_end_the_header_is_malformed(String value) throws Exception {
        malformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.NONCE, value));
    }

    @Test
    void a_header_in_two_cases_is_malformed() throws Exception {
        Map<String, String> twice = new HashMap<>(Draft.post(TRIAGE).sign().headers());
        twice.put("Host", "evil.test");
        malformed(new SignedCloudRequest("POST", URI.create("https://" + HOST + "/"), twice, ACTION));
        String content = Aws.opened(Aws.fresh(TRIAGE));
        malformed(Aws.closed(content.replace("\"headers\":{", "\"headers\":{\"HOST\":\"" + HOST + "\",")));
        malformed(Aws.closed(content.replace("\"headers\":{", "\"headers\":{\"host\":\"" + HOST + "\",")));
    }

    @Test
    void a_host_header_that_is_not_the_addresses_host_is_malformed() throws Exception {
        malformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.HOST, "sts.us-east-1.amazonaws.com"));
        malformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.HOST, HOST + ":443"));
        malformed(Draft.to(Draft.post(TRIAGE).sign(), "https://sts.amazonaws.com/"));
    }

    @Test
    void the_audience_has_to_be_signed_and_ours() throws Exception {
        refused(
                RefusalReason.WRONG_AUDIENCE,
                Draft.post(TRIAGE).without(Headers.AUDIENCE).sign());
        SignedCloudRequest unsigned =
                Draft.post(TRIAGE).without(Headers.AUDIENCE).sign();
        refused(RefusalReason.WRONG_AUDIENCE, Draft.with(unsigned, Headers.AUDIENCE, Aws.AUDIENCE));
        for (String other : List.of(Aws.AUDIENCE + ".evil.test", "GATEWAY.example", Aws.AUDIENCE + ",x")) {
            refused(
                    RefusalReason.WRONG_AUDIENCE,
                    Draft.post(TRIAGE).header(Headers.AUDIENCE, other).sign());
        }
    }

    @Test
    void every_header_has_to_be_signed_and_every_signed_header_to_be_there() throws Exception {
        SignedCloudRequest good = Draft.post(TRIAGE).sign();
        for (String name : List.of(Headers.DATE, Headers.TOKEN, Headers.NONCE, Headers.CONTENT_HASH)) {
            malformed(Draft.without(good, name));
            String authorization = good.headers().get(Headers.AUTHORIZATION);
            malformed(Draft.with(
                    good,
                    Headers.AUTHORIZATION,
                    authorization.replace(name + ";", "").replace(";" + name, "")));
        }
        malformed(Draft.with(good, Headers.ACCEPT, "application/xml"));
        String noHost = good.headers().get(Headers.AUTHORIZATION).replace("host;", "");
        malformed(Draft.with(good, Headers.AUTHORIZATION, noHost));
    }

    @Test
    void content_that_is_not_the_forms_is_malformed() throws Exception {
        malformed(Draft.post(TRIAGE)
                .header(Headers.CONTENT_TYPE, "application/json")
                .sign());
        malformed(Draft.post(TRIAGE).header(Headers.CONTENT_LENGTH, "7").sign());
        malformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.CONTENT_HASH, "0".repeat(64)));
    }

    @Test
    void another_region_or_service_is_refused() throws Exception {
        refused(
                RefusalReason.UNKNOWN_ISSUER,
                Draft.post(TRIAGE).region("us-east-1").sign());
        refused(
                RefusalReason.UNKNOWN_ISSUER,
                Draft.post(TRIAGE).url("https://sts.amazonaws.com/").sign());
        refused(
                RefusalReason.UNKNOWN_ISSUER,
                Draft.post(TRIAGE)
                        .url("https://sts.eu-west-1.amazonaws.com/")
                        .region("eu-west-1")
                        .sign());
        refused(RefusalReason.WRONG_AUDIENCE, Draft.post(TRIAGE).service("s3").sign());
    }

    @Test
    void another_date_than_the_signed_one_is_refused() throws Exception {
        SignedCloudRequest old =
                Draft.post(TRIAGE).date(NOW.minus(Duration.ofMinutes(20))).sign();
        refused(RefusalReason.EXPIRED, old);
        assertThat(Aws.reason(method, Draft.with(old, Headers.DATE, "20260301T120000Z")))
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
        malformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.DATE, date));
    }

    @Test
    void the_window_has_two_ends() throws Exception {
        refused(
                RefusalReason.EXPIRED,
                Draft.post(TRIAGE).date(NOW.minusSeconds(330)).sign());
        refused(
                RefusalReason.NOT_YET_VALID,
                Draft.post(TRIAGE).date(NOW.plusSeconds(31)).sign());
        Aws.proven(method, Draft.post(TRIAGE).date(NOW.minusSeconds(329)).sign());
        Aws.proven(method, Draft.post(TRIAGE).date(NOW.plusSeconds(30)).sign());
    }

    @Test
    void another_algorithm_is_refused() throws Exception {
        SignedCloudRequest good = Draft.post(TRIAGE).sign();
        String authorization = good.headers().get(Headers.AUTHORIZATION);
        for (String other : List.of("AWS4-ECDSA-P256-SHA256", "AWS4-HMAC-SHA1", "AWS3-HTTPS")) {
            refused(
                    RefusalReason.ALGORITHM_NOT_ALLOWED,
                    Draft.with(good, Headers.AUTHORIZATION, authorization.replace("AWS4-HMAC-SHA256", other)));
        }
        malformed(Draft.with(good, Headers.AUTHORIZATION, "Basic dXNlcjpwYXNzd29yZA=="));
        malformed(Draft.with(good, Headers.AUTHORIZATION, authorization + ", Signature=" + "0".repeat(64)));
        malformed(Draft.with(good, Headers.AUTHORIZATION, authorization.toUpperCase(java.util.Locale.ROOT)));
        malformed(Draft.without(good, Headers.AUTHORIZATION));
    }

    @Test
    void signed_headers_have_one_spelling() throws Exception {
        SignedCloudRequest good = Draft.post(TRIAGE).sign();
        String authorization = good.headers().get(Headers.AUTHORIZATION);
        for (String other : List.of("host;host", "Host", "host;", ";host", "x-amz-date;host")) {
            malformed(Draft.with(good, Headers.AUTHORIZATION, authorization.replace("host", other)));
        }
    }

    @Test
    void text_has_one_spelling() throws Exception {
        String good = Aws.fresh(TRIAGE).token();
        malformed(new BearerToken(good + "="));
        malformed(new BearerToken(good + "=="));
        malformed(new BearerToken(good + "\n"));
        malformed(new BearerToken(good.replace(PresentedText.PREFIX, PresentedText.PREFIX + " ")));
        malformed(new BearerToken(PresentedText.PREFIX));
        malformed(new BearerToken(PresentedText.PREFIX + "ey"));
        malformed(new BearerToken(PresentedText.PREFIX + "aR"));
        refused(RefusalReason.UNSUPPORTED, new BearerToken(good.replace("-v1", "-v2")));
        refused(RefusalReason.UNSUPPORTED, new BearerToken(good.replace("sallyport-aws", "k8s-aws")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"method\":\"GET\"}",
                "{\"method\":\"GET\",\"url\":\"https://sts.eu-central-1.amazonaws.com/\",\"headers\":[]}",
                "{\"method\":[\"GET\"]}",
                "{\"method\":7}",
                "{\"headers\":{\"host\":{\"x\":\"y\"}}}",
                "{\"headers/host\":\"x\"}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":\"b\"}}}}}}}}}",
                "{\"unknown\":\"x\"}",
                "{",
                "{\"method\":\"GET\"} {}",
                "{\"method\":\"GET\",}",
                "{'method':'GET'}",
                "{\"method\":NaN}"
            })
    void other_json_is_malformed(String json) throws Exception {
        malformed(Aws.closed(json));
    }

    @Test
    void a_member_twice_is_malformed() throws Exception {
        String content = Aws.opened(Aws.fresh(TRIAGE));
        malformed(Aws.closed(content.replace("{\"method\":\"POST\"", "{\"method\":\"GET\",\"method\":\"POST\"")));
        malformed(Aws.closed(content.replace("\"body\":", "\"body\":\"Action=AssumeRole\",\"body\":")));
        malformed(Aws.closed(content + "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&X-Amz-Signature=" + "0000000000000000000000000000000000000000000000000000000000000000",
                "&X-Amz-Expires=60",
                "&RoleArn=x",
                "&x-amz-expires=60",
                "#x",
                "&Action=GetCallerIdentity"
            })
    void a_presigned_address_with_more_is_malformed(String more) throws Exception {
        malformed(Aws.closed(presigned() + more));
    }

    @Test
    void a_presigned_address_with_less_or_other_is_malformed() throws Exception {
        for (String name : List.of("X-Amz-Algorithm", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Credential")) {
            malformed(Aws.closed(presigned().replaceAll("&" + name + "=[^&]*", "")));
        }
        malformed(Aws.closed(presigned().replace("Action=GetCallerIdentity", "Action=AssumeRole")));
        malformed(Aws.closed(presigned().replace("X-Amz-Expires=60", "X-Amz-Expires=0")));
        malformed(Aws.closed(presigned().replace("X-Amz-Expires=60", "X-Amz-Expires=-1")));
        malformed(Aws.closed(presigned().replace("X-Amz-Expires=60", "X-Amz-Expires=9999999")));
        refused(RefusalReason.WRONG_AUDIENCE, Aws.closed(presigned().replace("%3Bx-sallyport-audience", "")));
        malformed(Aws.closed(presigned().replace("host%3B", "")));
        malformed(Aws.closed(presigned().replace("host%3B", "host%3Bx-k8s-aws-id%3B")));
        malformed(Aws.closed(presigned().replace("%2Feu-central-1", "%2Feu-central-1%2F")));
    }

    @Test
    void a_presigned_request_has_no_other_header_no_body_and_no_other_method() throws Exception {
        URI address = URI.create(presigned());
        malformed(new SignedCloudRequest("POST", address, Map.of(), ""));
        malformed(new SignedCloudRequest("GET", address, Map.of(), ACTION));
        malformed(new SignedCloudRequest("GET", address, Map.of("Host", "evil.test"), ""));
        malformed(new SignedCloudRequest("GET", address, Map.of(Headers.ACCEPT, "application/xml"), ""));
        malformed(
                new SignedCloudRequest("GET", address, Draft.get(TRIAGE).sign().headers(), ""));
    }

    @Test
    void an_answer_in_xml_is_read_when_it_was_signed_for() throws Exception {
        Aws.proven(method, Draft.post(TRIAGE).header(Headers.ACCEPT, "text/xml").sign());
        assertThat(sts.received().getFirst().headers()).containsEntry("accept", "text/xml");
    }

    private static String presigned() {
        return Aws.opened(new BearerToken(Aws.identity(TRIAGE).presignedText(NOW, Duration.ofSeconds(60))));
    }
}
