package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.NOW;
import static dev.sallyport.authmethods.aws.Aws.TRIAGE;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.api.identity.RefusalReason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The presigned form: an address and nothing else.
class HostileAddressTest {

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
        door.findsMalformed(Aws.closed(presigned() + more));
    }

    @Test
    void a_presigned_address_with_less_or_other_is_malformed() throws Exception {
        for (String name : List.of("X-Amz-Algorithm", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Credential")) {
            door.findsMalformed(Aws.closed(presigned().replaceAll("&" + name + "=[^&]*", "")));
        }
        door.findsMalformed(Aws.closed(presigned().replace("Action=GetCallerIdentity", "Action=AssumeRole")));
        door.findsMalformed(Aws.closed(presigned().replace("X-Amz-Expires=60", "X-Amz-Expires=0")));
        door.findsMalformed(Aws.closed(presigned().replace("X-Amz-Expires=60", "X-Amz-Expires=-1")));
        door.findsMalformed(Aws.closed(presigned().replace("X-Amz-Expires=60", "X-Amz-Expires=9999999")));
        door.refuses(RefusalReason.WRONG_AUDIENCE, Aws.closed(presigned().replace("%3Bx-sallyport-audience", "")));
        door.findsMalformed(Aws.closed(presigned().replace("host%3B", "")));
        door.findsMalformed(Aws.closed(presigned().replace("host%3B", "host%3Bx-k8s-aws-id%3B")));
        door.findsMalformed(Aws.closed(presigned().replace("%2Feu-central-1", "%2Feu-central-1%2F")));
    }

    @Test
    void a_presigned_request_has_no_other_header_no_body_and_no_other_method() throws Exception {
        URI address = URI.create(presigned());
        door.findsMalformed(new SignedCloudRequest("POST", address, Map.of(), ""));
        door.findsMalformed(new SignedCloudRequest("GET", address, Map.of(), ACTION));
        door.findsMalformed(new SignedCloudRequest("GET", address, Map.of("Host", "evil.test"), ""));
        door.findsMalformed(new SignedCloudRequest("GET", address, Map.of(Headers.ACCEPT, "application/xml"), ""));
        door.findsMalformed(
                new SignedCloudRequest("GET", address, Draft.get(TRIAGE).sign().headers(), ""));
    }

    private static String presigned() {
        return Aws.opened(new BearerToken(Aws.identity(TRIAGE).presignedText(NOW, Duration.ofSeconds(60))));
    }
}
