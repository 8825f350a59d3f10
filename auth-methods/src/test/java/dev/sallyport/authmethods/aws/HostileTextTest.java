package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.TRIAGE;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.RefusalReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The text of a request has one spelling.
class HostileTextTest {

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
    void text_has_one_spelling() throws Exception {
        String good = Aws.fresh(TRIAGE).token();
        door.findsMalformed(new BearerToken(good + "="));
        door.findsMalformed(new BearerToken(good + "=="));
        door.findsMalformed(new BearerToken(good + "\n"));
        door.findsMalformed(new BearerToken(good.replace(PresentedText.PREFIX, PresentedText.PREFIX + " ")));
        door.findsMalformed(new BearerToken(PresentedText.PREFIX));
        door.findsMalformed(new BearerToken(PresentedText.PREFIX + "ey"));
        door.findsMalformed(new BearerToken(PresentedText.PREFIX + "aR"));
        door.refuses(RefusalReason.UNSUPPORTED, new BearerToken(good.replace("-v1", "-v2")));
        door.refuses(RefusalReason.UNSUPPORTED, new BearerToken(good.replace("sallyport-aws", "k8s-aws")));
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
        door.findsMalformed(Aws.closed(json));
    }

    @Test
    void a_member_twice_is_malformed() throws Exception {
        String content = Aws.opened(Aws.fresh(TRIAGE));
        door.findsMalformed(
                Aws.closed(content.replace("{\"method\":\"POST\"", "{\"method\":\"GET\",\"method\":\"POST\"")));
        door.findsMalformed(Aws.closed(content.replace("\"body\":", "\"body\":\"Action=AssumeRole\",\"body\":")));
        door.findsMalformed(Aws.closed(content + "x"));
    }
}
