package dev.sallyport.mcp.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two readers must never see two messages in the same bytes (R11).
class RpcReaderTest {

    private final Json json = new Json(32, 64 * 1024);
    private final RpcReader reader = new RpcReader(json, 3);
    private final RpcWriter writer = new RpcWriter(json);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"name\":\"b\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"n\\u0061me\":\"b\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"Name\":\"b\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"Name\":\"b\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"argument\u017f\":{}}}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"a\"}",
                "{\"id\":1,\"method\":\"a\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"a\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"a\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999,\"method\":\"a\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":2}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":[1]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"extra\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{\"code\":1,\"message\":\"\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "[]",
                "[[]]",
                "[1]",
                "{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"a\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\"} // comment",
                "{'jsonrpc':'2.0','id':1,'method':'a'}",
                "{\"jsonrpc\":\"2.0\",\"id\":NaN,\"method\":\"a\"}"
            })
    void whatIsNoMessageIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void depthSizeNumbersAndUtf8AreBounded() {
        String deep = "[".repeat(40) + "]".repeat(40);
        assertThatThrownBy(
                        () -> read("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":{\"x\":" + deep + "}}"))
                .isInstanceOf(MalformedMessage.class);
        String long_ = "9".repeat(200);
        assertThatThrownBy(
                        () -> read("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":{\"x\":" + long_ + "}}"))
                .isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> read("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + "a".repeat(70_000) + "\"}"))
                .isInstanceOf(MalformedMessage.class);
        byte[] overlong = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a?\"}".getBytes(StandardCharsets.ISO_8859_1);
        overlong[overlong.length - 3] = (byte) 0xc0;
        assertThatThrownBy(() -> reader.read(overlong)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void aBatchIsBoundedAndKeepsItsOrder() throws Exception {
        String one = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\"}";
        String two = "{\"jsonrpc\":\"2.0\",\"method\":\"b\"}";
        RpcReader.Reading reading = read("[" + one + "," + two + "]");
        assertThat(reading.batch()).isTrue();
        assertThat(reading.messages().get(0)).isInstanceOf(RpcMessage.Request.class);
        assertThat(reading.messages().get(1)).isInstanceOf(RpcMessage.Notification.class);
        assertThatThrownBy(() -> read("[" + one + "," + one + "," + one + "," + one + "]"))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("at most 3");
    }

    @Test
    void whatIsWrittenSaysTheSameAndNothingElse() throws Exception {
        String text =
                "{\"jsonrpc\":\"2.0\",\"id\":\"é\",\"method\":\"tools/call\",\"params\":{\"n\":1.50,\"big\":12345678901234567890}}";
        byte[] written = writer.bytes(read(text).messages(), false);
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void aDenialCarriesRuleReasonAndRequest() throws Exception {
        RpcMessage.Request request = (RpcMessage.Request) read("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"a\"}")
                .messages()
                .getFirst();
        String said = new String(
                writer.bytes(writer.denial(request.id(), "purposes.p.otherwise", "not this", "s1-1")),
                StandardCharsets.UTF_8);
        assertThat(said)
                .contains("\"id\":7", "\"code\":-31403", "\"rule\":\"purposes.p.otherwise\"", "\"requestId\":\"s1-1\"");
    }

    @Test
    void oneValueHasOneCanonicalText() throws Exception {
        assertThat(CanonicalJson.text(tree("{\"b\":1.0,\"a\":[1e2,\"\\u0041\",null,true],\"\\u00e9\":{}}")))
                .isEqualTo("{\"a\":[1E+2,\"A\",null,true],\"b\":1,\"é\":{}}");
        assertThat(CanonicalJson.text(tree("[100,1e2,1.0e2]"))).isEqualTo("[1E+2,1E+2,1E+2]");
        assertThat(CanonicalJson.text(tree("[0.1]")))
                .isNotEqualTo(CanonicalJson.text(tree("[0.10000000000000000555]")));
    }

    private JsonNode tree(String text) throws MalformedMessage {
        return json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private RpcReader.Reading read(String text) throws MalformedMessage {
        return reader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
