package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.api.identity.RefusalReason;
import java.net.URI;
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

    private Door door;

    @BeforeEach
    void open() throws Exception {
        door = Door.open();
    }

    @AfterEach
    void close() {
        door.close();
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
        assertThat(Aws.proven(door.method(), at("https://" + HOST + "/?" + ACTION))
                        .subject())
                .isEqualTo(TRIAGE.arn());
        Aws.proven(door.method(), Draft.get(TRIAGE).sign());
        Aws.proven(door.method(), Draft.post(TRIAGE).sign());
        Aws.proven(door.method(), new BoundToken(Aws.fresh(TRIAGE).token(), List.of(), null, "192.0.2.1"));
        assertThat(door.sts().received()).hasSize(4).allSatisfy(request -> {
            assertThat(request.headers())
                    .containsEntry("host", HOST)
                    .containsEntry("x-sallyport-audience", Aws.AUDIENCE);
            assertThat(request.path()).isEqualTo("/");
        });
    }

    @Test
    void only_a_small_list_of_headers_reaches_sts() throws Exception {
        Aws.proven(door.method(), Aws.fresh(TRIAGE));
        assertThat(door.sts().received().getFirst().headers().keySet())
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
        door.refuses(RefusalReason.UNKNOWN_ISSUER, Aws.closed(content));
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
        door.findsMalformed(at(start + ACTION));
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
        door.findsMalformed(at("https://" + HOST + "/?" + question));
        door.findsMalformed(Draft.post(TRIAGE).body(question).sign());
    }

    @Test
    void a_question_stands_in_one_place() throws Exception {
        door.findsMalformed(
                Draft.post(TRIAGE).url("https://" + HOST + "/?" + ACTION).sign());
        door.findsMalformed(Draft.post(TRIAGE)
                .url("https://" + HOST + "/?Action=AssumeRole")
                .sign());
        door.findsMalformed(Draft.get(TRIAGE).body(ACTION).sign());
        door.findsMalformed(
                Draft.get(TRIAGE).url("https://" + HOST + "/").body(ACTION).sign());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})
    void another_method_is_malformed(String other) throws Exception {
        door.findsMalformed(Draft.get(TRIAGE).method(other).sign());
        door.findsMalformed(Draft.post(TRIAGE).method(other).sign());
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
        door.findsMalformed(Draft.with(Draft.post(TRIAGE).sign(), name, "x"));
        if (!name.endsWith(" ")) {
            door.findsMalformed(Draft.post(TRIAGE).header(name, "x").sign());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nHost: evil.test", "a\nb", "a\0b", "a\tb", "a  b", " a", "a ", "", "\u00e4", "a\u2028b"})
    void a_value_that_could_end_the_header_is_malformed(String value) throws Exception {
        door.findsMalformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.NONCE, value));
    }

    @Test
    void a_header_in_two_cases_is_malformed() throws Exception {
        Map<String, String> twice = new HashMap<>(Draft.post(TRIAGE).sign().headers());
        twice.put("Host", "evil.test");
        door.findsMalformed(new SignedCloudRequest("POST", URI.create("https://" + HOST + "/"), twice, ACTION));
        String content = Aws.opened(Aws.fresh(TRIAGE));
        door.findsMalformed(Aws.closed(content.replace("\"headers\":{", "\"headers\":{\"HOST\":\"" + HOST + "\",")));
        door.findsMalformed(Aws.closed(content.replace("\"headers\":{", "\"headers\":{\"host\":\"" + HOST + "\",")));
    }

    @Test
    void a_host_header_that_is_not_the_addresses_host_is_malformed() throws Exception {
        door.findsMalformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.HOST, "sts.us-east-1.amazonaws.com"));
        door.findsMalformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.HOST, HOST + ":443"));
        door.findsMalformed(Draft.to(Draft.post(TRIAGE).sign(), "https://sts.amazonaws.com/"));
    }

    @Test
    void content_that_is_not_the_forms_is_malformed() throws Exception {
        door.findsMalformed(Draft.post(TRIAGE)
                .header(Headers.CONTENT_TYPE, "application/json")
                .sign());
        door.findsMalformed(
                Draft.post(TRIAGE).header(Headers.CONTENT_LENGTH, "7").sign());
        door.findsMalformed(Draft.with(Draft.post(TRIAGE).sign(), Headers.CONTENT_HASH, "0".repeat(64)));
    }

    @Test
    void an_answer_in_xml_is_read_when_it_was_signed_for() throws Exception {
        Aws.proven(
                door.method(),
                Draft.post(TRIAGE).header(Headers.ACCEPT, "text/xml").sign());
        assertThat(door.sts().received().getFirst().headers()).containsEntry("accept", "text/xml");
    }
}
