package dev.sallyport.mcp.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.mcp.Speech;
import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.rpc.RpcCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever routes by a header sees the request that the server sees.
class HeaderCheckTest {

    private static final String META = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}";
    private static final String CALL =
            "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'get_ticket','arguments':{}," + META + "}}";

    private final HeaderCheck check = new HeaderCheck(Targets.helpdesk());

    private record Given(List<String> pairs) implements HeaderValues {
        static Given of(String... pairs) {
            return new Given(List.of(pairs));
        }

        @Override
        public List<String> all(String name) {
            List<String> found = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i += 2)
                if (pairs.get(i).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                    found.add(pairs.get(i + 1));
            return found;
        }
    }

    private int code(String body, String... headers) {
        return check.check(Given.of(headers), Speech.reading(body))
                .map(Objection::code)
                .orElse(0);
    }

    @Test
    void aModernRequestSaysTheSameTwice() {
        assertThat(code(
                        CALL,
                        "MCP-Protocol-Version",
                        "2026-07-28",
                        "mcp-method",
                        "tools/call",
                        "Mcp-Name",
                        "get_ticket"))
                .isZero();
        assertThat(code(
                        CALL,
                        "MCP-Protocol-Version",
                        "2026-07-28",
                        "Mcp-Method",
                        "tools/call",
                        "Mcp-Name",
                        "=?base64?Z2V0X3RpY2tldA==?="))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-28, tools/list, get_ticket",
        "2026-07-28, tools/call, list_tickets",
        "2026-07-28, tools/call, Get_ticket",
        "2026-07-28, tools/call, =?base64?!!?=",
        "2026-07-28, '', get_ticket",
        "2026-07-28, tools/call, ''",
        "2025-11-25, tools/call, get_ticket",
        "'', tools/call, get_ticket"
    })
    void aModernRequestThatDoesNotIsRefused(String version, String method, String name) {
        List<String> headers = new ArrayList<>();
        if (!version.isEmpty()) headers.addAll(List.of("MCP-Protocol-Version", version));
        if (!method.isEmpty()) headers.addAll(List.of("Mcp-Method", method));
        if (!name.isEmpty()) headers.addAll(List.of("Mcp-Name", name));
        assertThat(code(CALL, headers.toArray(String[]::new))).isEqualTo(RpcCode.HEADER_MISMATCH);
    }

    @Test
    void aHeaderThatStandsTwiceIsRefused() {
        assertThat(code(
                        CALL,
                        "MCP-Protocol-Version",
                        "2026-07-28",
                        "Mcp-Method",
                        "tools/call",
                        "Mcp-Name",
                        "get_ticket",
                        "Mcp-Name",
                        "get_ticket"))
                .isEqualTo(RpcCode.HEADER_MISMATCH);
        assertThat(code(CALL, "MCP-Protocol-Version", "2026-07-28", "MCP-Protocol-Version", "2026-07-28"))
                .isEqualTo(RpcCode.HEADER_MISMATCH);
    }

    /// A legacy request need not have them, and may not lie with them either.
    @Test
    void aLegacyRequestMayNotLie() {
        String list = "{'jsonrpc':'2.0','id':1,'method':'tools/list'}";
        assertThat(code(list, "MCP-Protocol-Version", "2025-11-25")).isZero();
        assertThat(code(list)).isZero();
        assertThat(code(list, "MCP-Protocol-Version", "2025-11-25", "Mcp-Method", "tools/call"))
                .isEqualTo(RpcCode.HEADER_MISMATCH);
        assertThat(code(list, "MCP-Protocol-Version", "2025-11-25", "Mcp-Name", "x"))
                .isEqualTo(RpcCode.HEADER_MISMATCH);
    }

    @Test
    void unknownRevisionsAreToldWhichAreSpoken() {
        Optional<Objection> objection = check.check(
                Given.of("MCP-Protocol-Version", "1900-01-01"),
                Speech.reading("{'jsonrpc':'2.0','id':1,'method':'tools/list'}"));
        assertThat(objection.orElseThrow().code()).isEqualTo(RpcCode.UNSUPPORTED_REVISION);
        assertThat(String.valueOf(objection.orElseThrow().data())).contains("2026-07-28", "2025-03-26", "1900-01-01");
    }

    @Test
    void batchesAreOfTheFirstRevisionAlone() {
        String batch = "[{'jsonrpc':'2.0','id':1,'method':'ping'}]";
        assertThat(code(batch)).isZero();
        assertThat(code(batch, "MCP-Protocol-Version", "2025-03-26")).isZero();
        assertThat(code(batch, "MCP-Protocol-Version", "2025-06-18")).isEqualTo(RpcCode.INVALID_REQUEST);
        assertThat(code(batch, "MCP-Protocol-Version", "2026-07-28")).isEqualTo(RpcCode.INVALID_REQUEST);
    }

    @Test
    void originsAreThoseOfTheConfiguration() {
        assertThat(check.origin(Given.of())).isEmpty();
        assertThat(check.origin(Given.of("Origin", "https://app.example"))).isEmpty();
        for (String other :
                List.of("https://evil.example", "null", "https://app.example.evil", "http://app.example", ""))
            assertThat(check.origin(Given.of("Origin", other)))
                    .as(other)
                    .map(Objection::status)
                    .contains(403);
    }

    @Test
    void mirroredArgumentsAreCompared() {
        var definition = Speech.tree("{'name':'q','inputSchema':{'type':'object','properties':{"
                + "'region':{'type':'string','x-mcp-header':'Region'},"
                + "'o':{'type':'object','properties':{'n':{'type':'integer','x-mcp-header':'N'}}}}}}");
        MirroredParams params = MirroredParams.of(definition).orElseThrow();
        var arguments = Speech.tree("{'region':'Zürich','o':{'n':42}}");
        assertThat(params.headers(arguments))
                .isEqualTo(Map.of("Mcp-Param-Region", "=?base64?WsO8cmljaA==?=", "Mcp-Param-N", "42"));
        assertThat(params.check(
                        Given.of("Mcp-Param-Region", "=?base64?WsO8cmljaA==?=", "mcp-param-n", "42.0"), arguments))
                .isEmpty();
        assertThat(params.check(Given.of("Mcp-Param-Region", "Basel", "Mcp-Param-N", "42"), arguments))
                .isPresent();
        assertThat(params.check(Given.of("Mcp-Param-N", "42"), arguments)).isPresent();
        assertThat(params.check(Given.of("Mcp-Param-Region", "x"), Speech.tree("{}")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'array','items':{'properties':{'a':{'type':'string','x-mcp-header':'A'}}}}",
                "{'properties':{'a':{'type':'number','x-mcp-header':'A'}}}",
                "{'properties':{'a':{'type':'string','x-mcp-header':''}}}",
                "{'properties':{'a':{'type':'string','x-mcp-header':'A B'}}}",
                "{'properties':{'a':{'type':'string','x-mcp-header':'A'},'b':{'type':'string','x-mcp-header':'a'}}}",
                "{'anyOf':[{'properties':{'a':{'type':'string','x-mcp-header':'A'}}}]}"
            })
    void annotationsThatCannotBeMakeAToolInvalid(String schema) {
        assertThat(MirroredParams.of(Speech.tree("{'name':'q','inputSchema':" + schema + "}")))
                .isEmpty();
    }
}
