package dev.sallyport.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.session.TaskLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `authorization_details` may say (RFC 9396), and nothing else.
class TaskRequestTest {

    @Test
    void everyMemberIsRead() throws OAuthError.Raised {
        TaskRequest task = TaskRequest.parse("""
                [{"type":"sallyport_task","purpose":"look","task":"t","targets":["crm","crm","b"],
                  "limits":{"perAction":1,"perTask":0,"lifetime":60},"plan":["read","write"]}]""");
        assertThat(task.purpose()).isEqualTo("look");
        assertThat(task.targets()).containsExactly("crm", "b");
        assertThat(task.limits()).isEqualTo(new TaskLimits(1, 0));
        assertThat(task.lifetime()).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | must be a JSON array of exactly one object",
                "[] | must be a JSON array of exactly one object",
                "[{},{}] | must be a JSON array of exactly one object",
                "[1] | must be a JSON array of exactly one object",
                "[{\"type\":\"other\"}] | the object's type must be",
                "[{\"type\":\"sallyport_task\",\"role\":\"x\"}] | a member is not one of",
                "[{\"type\":\"sallyport_task\",\"purpose\":1}] | purpose: must be a string",
                "[{\"type\":\"sallyport_task\",\"purpose\":null}] | purpose: must be a string",
                "[{\"type\":\"sallyport_task\",\"purpose\":\"a\",\"purpose\":\"b\"}] | not well-formed",
                "[{\"type\":\"sallyport_task\",\"targets\":[]}] | targets: must be an array",
                "[{\"type\":\"sallyport_task\",\"targets\":[\"\"]}] | targets: must be an array",
                "[{\"type\":\"sallyport_task\",\"targets\":\"crm\"}] | targets: must be an array",
                "[{\"type\":\"sallyport_task\",\"limits\":[]}] | limits: must be an object",
                "[{\"type\":\"sallyport_task\",\"limits\":{\"perTask\":-1}}] | limits.perTask: must be a whole",
                "[{\"type\":\"sallyport_task\",\"limits\":{\"perTask\":1.5}}] | limits.perTask: must be a whole",
                "[{\"type\":\"sallyport_task\",\"limits\":{\"perTask\":1e40}}] | limits.perTask: must be a whole",
                "[{\"type\":\"sallyport_task\",\"limits\":{\"perHour\":1}}] | limits.a member is not one of",
                "[{\"type\":\"sallyport_task\",\"limits\":{\"lifetime\":0}}] | limits.lifetime: must be seconds",
                "[{\"type\":\"sallyport_task\"}] x | not well-formed",
            })
    void anythingElseIsAnError(String details, String expected) {
        assertThatThrownBy(() -> TaskRequest.parse(details)).isInstanceOfSatisfying(OAuthError.Raised.class, raised -> {
            assertThat(raised.error().error()).isEqualTo("invalid_authorization_details");
            assertThat(raised.error().description()).contains(expected);
        });
    }

    @Test
    void textsAreBounded() {
        String long1 = "x".repeat(4097);
        assertThatThrownBy(() -> TaskRequest.parse("[{\"type\":\"sallyport_task\",\"task\":\"" + long1 + "\"}]"))
                .isInstanceOf(OAuthError.Raised.class);
        assertThatThrownBy(() -> TaskRequest.parse("[".repeat(100_000))).isInstanceOf(OAuthError.Raised.class);
    }

    private static boolean isTaken(String members) {
        try {
            TaskRequest.parse("[{\"type\":\"sallyport_task\"," + members + "}]");
            return true;
        } catch (OAuthError.Raised _) {
            return false;
        }
    }

    private static String targets(int count, int length) {
        return "\"targets\":["
                + IntStream.range(0, count)
                        .mapToObj(i -> "\"" + "t".repeat(length - 2) + (10 + i) + "\"")
                        .collect(Collectors.joining(","))
                + "]";
    }

    @Test
    void boundsAreTakenAndNothingBeyond() {
        assertThat(isTaken("\"task\":\"" + "x".repeat(4096) + "\"")).isTrue();
        assertThat(isTaken("\"purpose\":\"" + "x".repeat(128) + "\"")).isTrue();
        assertThat(isTaken("\"purpose\":\"" + "x".repeat(129) + "\"")).isFalse();
        assertThat(isTaken(targets(16, 128))).isTrue();
        assertThat(isTaken(targets(17, 128))).isFalse();
        assertThat(isTaken(targets(1, 129))).isFalse();
        assertThat(isTaken("\"limits\":{\"lifetime\":" + 366 * 86_400L + "}")).isTrue();
        assertThat(isTaken("\"limits\":{\"lifetime\":" + (366 * 86_400L + 1) + "}"))
                .isFalse();
    }

    @Test
    void hostileBytesAreAnErrorAndNothingWorse() {
        byte[] good = "[{\"type\":\"sallyport_task\",\"targets\":[\"crm\"],\"limits\":{\"perTask\":1}}]"
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(TaskRequest.parse(new String(bytes, StandardCharsets.ISO_8859_1))
                                .intent())
                        .hasSize(64);
            } catch (OAuthError.Raised expected) {
                assertThat(expected.error().status()).isEqualTo(400);
            }
        }
    }
}
