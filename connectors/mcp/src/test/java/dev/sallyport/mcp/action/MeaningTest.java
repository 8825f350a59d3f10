package dev.sallyport.mcp.action;

import static dev.sallyport.mcp.Speech.message;
import static dev.sallyport.mcp.Speech.reading;
import static dev.sallyport.mcp.Speech.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.mcp.Speech;
import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.PinPolicy;
import dev.sallyport.mcp.target.ServerAsk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeaningTest {

    private final Meaning meaning = new Meaning(Targets.helpdesk());

    /// Trusts every tool, but those whose name begins with `bad`; `picky` takes no arguments.
    private static ToolView tools(String annotations) {
        return new ToolView() {
            @Override
            public Known find(String tool) {
                return tool.startsWith("bad")
                        ? new Known.Refused("tool `" + tool + "` is not trusted")
                        : new Known.Trusted(Speech.tree("{'name':'" + tool + "'}"), Speech.tree(annotations));
            }

            @Override
            public String mismatch(ObjectNode definition, JsonNode arguments) {
                return definition.path("name").asText().equals("picky") && !arguments.isEmpty() ? "too much" : "";
            }
        };
    }

    private Action of(RpcMessage message) {
        return meaning.of(List.of(message), tools("{}"), Asked.NOTHING);
    }

    private Operation only(RpcMessage message) {
        assertThat(of(message).operations()).hasSize(1);
        return of(message).operations().getFirst();
    }

    private Operation call(String tool, String arguments, String annotations) {
        return meaning.of(
                        List.of(request("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}")),
                        tools(annotations),
                        Asked.NOTHING)
                .operations()
                .getFirst();
    }

    @Test
    void aCallWithoutARuleIsExecuteOfItselfWhateverTheServerSays() {
        Operation call = call("send_mail", "{}", "{'readOnlyHint':true,'destructiveHint':false}");
        assertThat(call.verb()).isEqualTo(Verb.EXECUTE);
        assertThat(call.resource().path()).isEqualTo("helpdesk/send_mail");
        assertThat(call.resource().kind()).isEqualTo("tool");
        assertThat(call.scope()).isEqualTo(new Scope.AtMost(1));
    }

    @ParameterizedTest
    @CsvSource({
        "list_tickets, {}, READ",
        "list_tickets, {'readOnlyHint':true}, READ",
        "list_tickets, {'readOnlyHint':false}, EXECUTE",
        "list_tickets, {'destructiveHint':true}, EXECUTE",
        "create_ticket, {'readOnlyHint':true}, CREATE",
        "create_ticket, {'destructiveHint':true}, EXECUTE",
        "other, {'readOnlyHint':true}, EXECUTE"
    })
    void annotationsOnlyMakeAVerbStricter(String tool, String annotations, Verb verb) {
        assertThat(call(tool, "{}", annotations).verb()).isEqualTo(verb);
    }

    @Test
    void aKeyIsAKeyOnlyWhenItIsThere() {
        Operation keyed = call("get_ticket", "{'id':201}", "{}");
        assertThat(keyed.scope()).isEqualTo(new Scope.Keyed(List.of(new Scope.Key("id", List.of("201"))), true));
        assertThat(keyed.resource().name()).isEqualTo("tickets");
        assertThat(keyed.labels()).contains(Label.MASKABLE);
        assertThat(call("get_ticket", "{'id':[1,2,2]}", "{}").scope())
                .isEqualTo(new Scope.Keyed(List.of(new Scope.Key("id", List.of("1", "2"))), true));
        for (String without : List.of("{}", "{'id':null}", "{'id':{'gt':0}}", "{'id':[]}", "{'id':[{}]}", "{'ID':1}"))
            assertThat(call("get_ticket", without, "{}").scope()).as(without).isEqualTo(new Scope.Unbounded(-1));
    }

    @Test
    void whatIsNotTrustedOrDoesNotFitIsNotUnderstood() {
        assertThat(call("bad_tool", "{}", "{}"))
                .matches(o -> o.verb() == Verb.UNKNOWN && o.note().contains("not trusted"));
        assertThat(call("picky", "{'x':1}", "{}"))
                .matches(o -> o.verb() == Verb.UNKNOWN && o.note().equals("too much"));
        assertThat(only(request("tools/call", "{'name':'a','task':{}}")).verb()).isEqualTo(Verb.UNKNOWN);
        assertThat(only(request("tools/call", "{'arguments':{}}")).verb()).isEqualTo(Verb.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/get", "tools/Call", "sampling/createMessage", "x", "", "tools/list "})
    void unknownMethodsAreNotUnderstood(String method) {
        assertThat(only(request(method, "{}")).verb()).isEqualTo(Verb.UNKNOWN);
        assertThat(only(new RpcMessage.Notification(method, Speech.tree("{}"))).verb())
                .isEqualTo(Verb.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "tools/list, {}, DISCOVER, helpdesk/tools",
        "resources/list, {}, DISCOVER, helpdesk/resources",
        "resources/templates/list, {}, DISCOVER, helpdesk/resources",
        "prompts/list, {}, DISCOVER, helpdesk/prompts",
        "resources/read, {'uri':'ticket://201'}, READ, helpdesk/tickets",
        "resources/subscribe, {'uri':'ticket://201'}, READ, helpdesk/tickets",
        "resources/read, {'uri':'file:///etc/passwd'}, READ, helpdesk/file:///etc/passwd",
        "prompts/get, {'name':'greet'}, READ, helpdesk/greet",
        "ping, {}, READ, helpdesk/ping",
        "initialize, {}, READ, helpdesk/initialize",
        "server/discover, {}, READ, helpdesk/server/discover",
    })
    void everyMethodHasItsMeaning(String method, String params, Verb verb, String path) {
        Operation operation = only(request(method, params));
        assertThat(operation.verb()).isEqualTo(verb);
        assertThat(operation.resource().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///pub/../etc/passwd",
                "file:///pub/%2e%2e/etc/passwd",
                "file:///pub/%2E./x",
                "file:///pub/..\\\\..\\\\x",
                "file:///pub/.%252e/x",
                "file:///pub/a%2f..%2fb"
            })
    void aUriThatLeadsElsewhereMatchesNoPattern(String uri) {
        Operation operation = only(request("resources/read", "{'uri':'" + uri + "'}"));
        assertThat(operation.resource().name()).isNotEqualTo("public");
        assertThat(only(request("resources/read", "{'uri':'file:///pub/a.txt'}"))
                        .resource()
                        .name())
                .isEqualTo("public");
    }

    @Test
    void completionsReadWhatTheyComplete() {
        Operation prompt = only(request(
                "completion/complete",
                "{'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'a','value':'b'}}"));
        assertThat(prompt.verb()).isEqualTo(Verb.READ);
        assertThat(prompt.resource().name()).isEqualTo("greet");
        assertThat(only(request("completion/complete", "{'ref':{'type':'ref/x'}}"))
                        .verb())
                .isEqualTo(Verb.UNKNOWN);
    }

    @Test
    void listeningToResourcesReadsThem() {
        Action action = of(request(
                "subscriptions/listen",
                "{'notifications':{'toolsListChanged':true,'resourceSubscriptions':['ticket://1']}}"));
        assertThat(action.operations())
                .extracting(o -> o.verb() + " " + o.resource().name())
                .containsExactly("READ subscriptions/listen", "READ tickets");
        Action cased =
                of(request("subscriptions/listen", "{'notifications':{'ResourceSubscriptions':['ticket://1']}}"));
        assertThat(cased.operations()).extracting(Operation::verb).contains(Verb.UNKNOWN);
    }

    @Test
    void everyLeafOfTheArgumentsIsThere() {
        Action action = of(request(
                "tools/call", "{'name':'x','arguments':{'a':{'b':[1,{'c':'d'}]},'e':null,'f':true},'other':'g'}"));
        assertThat(action.arguments())
                .containsExactlyInAnyOrder(
                        new Argument("a.b[0]", "1"),
                        new Argument("a.b[1].c", "d"),
                        new Argument("e", "null"),
                        new Argument("f", "true"),
                        new Argument("(other)", "g"));
        assertThat(action.statement()).startsWith("tools/call {\"arguments\":");
    }

    @Test
    void moreLeavesThanCanBeJudgedAreNotUnderstood() {
        String many = "[" + "1,".repeat(10_001) + "1]";
        assertThat(of(request("tools/call", "{'name':'x','arguments':{'a':" + many + "}}"))
                        .operations())
                .anyMatch(o -> o.verb() == Verb.UNKNOWN);
    }

    /// R19: what differs in effect differs in its fingerprint; what only the transport needs does not.
    @Test
    void theFingerprintTellsCallsApart() {
        String one = print("{'name':'x','arguments':{'a':1,'b':2}}");
        assertThat(print("{'arguments':{'b':2,'a':1.0},'name':'x'}")).isEqualTo(one);
        assertThat(print("{'name':'x','arguments':{'a':1,'b':2},'_meta':{'progressToken':5}}"))
                .isEqualTo(one);
        assertThat(print("{'name':'x','arguments':{'a':1,'b':'2'}}")).isNotEqualTo(one);
        assertThat(print("{'name':'x','arguments':{'a':1,'b':2},'_meta':{'tenant':'other'}}"))
                .isNotEqualTo(one);
        assertThat(one).matches("[0-9a-f]{64}");
    }

    private String print(String params) {
        return of(request("tools/call", params)).fingerprint();
    }

    @Test
    void aBatchIsJudgedWhole() {
        List<RpcMessage> batch = reading(
                        "[{'jsonrpc':'2.0','id':1,'method':'ping'},"
                                + "{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'bad','arguments':{'x':'y'}}}]")
                .messages();
        Action action = meaning.of(batch, tools("{}"), Asked.NOTHING);
        assertThat(action.operations()).extracting(Operation::verb).containsExactly(Verb.READ, Verb.UNKNOWN);
        assertThat(action.arguments()).containsExactly(new Argument("[1].x", "y"));
    }

    @Test
    void aReplyNeedsAQuestionThatWasLetThrough() {
        RpcMessage reply =
                message("{'jsonrpc':'2.0','id':5,'result':{'action':'accept','content':{'name':'octocat'}}}");
        assertThat(only(reply).verb()).isEqualTo(Verb.UNKNOWN);
        Asked asked =
                id -> id.asInt() == 5 ? Optional.of(new Asked.What.Something(ServerAsk.ELICITATION)) : Optional.empty();
        Action action = meaning.of(List.of(reply), tools("{}"), asked);
        assertThat(action.operations().getFirst())
                .matches(o -> o.verb() == Verb.EXECUTE && o.resource().path().equals("helpdesk/elicitation"));
        assertThat(action.arguments()).contains(new Argument("content.name", "octocat"));
    }

    /// 2026-07-28, multi round-trip requests.
    @Test
    void inputResponsesAreEffectsOfTheirOwn() {
        String call = "{'name':'x','inputResponses':{'a':{'action':'accept','content':{'n':1}}}}";
        assertThat(of(request("tools/call", call)).operations())
                .extracting(Operation::verb)
                .containsExactly(Verb.EXECUTE, Verb.UNKNOWN);
        McpTargetSettings asking =
                Targets.helpdesk(Targets.SOMEWHERE, Set.of(ServerAsk.ELICITATION), PinPolicy.DEFAULT);
        List<Operation> allowed = new Meaning(asking)
                .of(List.of(request("tools/call", call)), tools("{}"), Asked.NOTHING)
                .operations();
        assertThat(allowed).extracting(o -> o.resource().name()).containsExactly("x", "elicitation");
        String odd = "{'name':'x','inputResponses':{'a':{'roots':[]},'b':5}}";
        assertThat(new Meaning(asking)
                        .of(List.of(request("tools/call", odd)), tools("{}"), Asked.NOTHING)
                        .operations())
                .extracting(Operation::verb)
                .containsExactly(Verb.EXECUTE, Verb.UNKNOWN, Verb.UNKNOWN);
    }

    @Test
    void capabilitiesThatMayNotBeUsedAreNotTold() {
        Narrowing narrowing = new Narrowing(Targets.helpdesk());
        RpcMessage.Request told = (RpcMessage.Request) narrowing.towardsServer(request(
                "initialize",
                "{'protocolVersion':'2024-11-05','capabilities':{'sampling':{},'roots':{},'elicitation':{},'tasks':{},"
                        + "'other':{}},'clientInfo':{'name':'c','version':'1'}}"));
        assertThat(told.params().toString())
                .isEqualTo("{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"other\":{}},"
                        + "\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}");
        RpcMessage.Request modern = (RpcMessage.Request) narrowing.towardsServer(request(
                "tools/call",
                "{'name':'x','_meta':{'io.modelcontextprotocol/clientCapabilities':{'elicitation':{},'other':{}}}}"));
        assertThat(modern.params().toString()).contains("{\"other\":{}}").doesNotContain("elicitation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'*'", "'%'", "'1,2,3'", "'1, 2'", "''", "' '", "'all'", "true", "null", "{}", "['1','*']", "[]"
            })
    void whatMayMeanManyIsNoKey(String id) {
        assertThat(call("get_ticket", "{'id':" + id + "}", "{}").scope()).isEqualTo(new Scope.Unbounded(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a b.txt'", "7", "7.5", "'/docs/report-1.pdf'", "'ada@example.com'", "['1','2']"})
    void aNameWithBlanksIsOne(String id) {
        assertThat(call("get_ticket", "{'id':" + id + "}", "{}").scope()).isInstanceOf(Scope.Keyed.class);
    }

    /// With long names around many small values a short document has names of gigabytes.
    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "{}", "''"})
    void namesAreBoundedByWhatTheyTakeTogether(String value) {
        String name = "n".repeat(4000);
        String values = "[" + (value + ",").repeat(20_000) + value + "]";
        String deep = ("{'" + name + "':").repeat(20) + values + "}".repeat(20);
        Action action = of(request("tools/call", "{'name':'other','arguments':" + deep + "}"));
        assertThat(action.operations()).anyMatch(each -> each.verb() == Verb.UNKNOWN);
        assertThat(action.arguments().stream()
                        .mapToLong(each -> each.name().length())
                        .sum())
                .isLessThan(2 << 20);
    }
}
