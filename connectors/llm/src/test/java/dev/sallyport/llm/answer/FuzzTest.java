package dev.sallyport.llm.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.llm.answer.ClientView.Seen;
import dev.sallyport.llm.request.Api;
import dev.sallyport.llm.request.Endpoint;
import dev.sallyport.llm.request.RequestReader;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.generate.Seeded;
import dev.sallyport.testkit.model.ChatDialect;
import dev.sallyport.testkit.model.GeminiDialect;
import dev.sallyport.testkit.model.MessagesDialect;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import dev.sallyport.testkit.model.ResponsesDialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Answers of every API, cut anywhere, damaged, reordered, doubled, and judged in every way: no client ever sees a
/// call, or a half of one, that was not released in exactly these words, and nothing is ever thrown.
class FuzzTest {

    private static final List<Api> APIS = List.of(Api.CHAT, Api.RESPONSES, Api.MESSAGES, Api.GEMINI_STREAM);
    private static final int SEEDS = 1500;

    private static ModelReply reply(Generators some) {
        List<Call> calls = new ArrayList<>();
        int number = some.between(0, 4);
        for (int i = 0; i < number; i++) {
            String arguments = some.oneIn(4) ? some.text(40) : "{\"q\":\"" + some.word(30) + "\",\"n\":" + i + "}";
            calls.add(new Call("c" + i, some.pick("read", "send", "drop"), arguments));
        }
        return ModelReply.calls(some.text(60), calls.toArray(Call[]::new));
    }

    private static List<String> events(Api api, ModelReply reply) {
        return switch (api) {
            case CHAT -> ChatDialect.events("m", reply, true);
            case RESPONSES -> ResponsesDialect.events("m", reply, "resp_1");
            case MESSAGES -> MessagesDialect.events("m", reply);
            case GEMINI, GEMINI_STREAM -> GeminiDialect.events("m", reply);
            case COUNT_TOKENS, EMBEDDINGS, GEMINI_EMBED, GEMINI_COUNT, MODELS -> throw new AssertionError();
        };
    }

    private static List<String> disordered(Generators some, List<String> events) {
        List<String> other = new ArrayList<>(events);
        int changes = some.between(0, 3);
        for (int i = 0; i < changes && !other.isEmpty(); i++) {
            int at = some.between(0, other.size() - 1);
            switch (some.between(0, 2)) {
                case 0 -> other.remove(at);
                case 1 -> other.add(some.between(0, other.size()), other.get(at));
                default -> other.add(some.between(0, other.size() - 1), other.remove(at));
            }
        }
        return other;
    }

    private static void feed(Generators some, StreamRun run, byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int next = Math.min(bytes.length, at + (some.oneIn(3) ? 1 : some.between(1, 200)));
            byte[] piece = new byte[next - at];
            System.arraycopy(bytes, at, piece, 0, piece.length);
            run.stream.feed(piece);
            at = next;
            while (!run.later.isEmpty() && some.oneIn(2))
                run.later.removeFirst().run();
        }
        run.stream.end();
        while (!run.later.isEmpty()) run.later.removeFirst().run();
    }

    @Test
    void noClientSeesWhatWasNotReleased() {
        Seeded.forAll(SEEDS, some -> {
            Api api = some.pick(APIS);
            Set<Seen> released = new HashSet<>();
            int denied = some.between(0, 3);
            Function<ProposedCall, Ruling> judge = call -> {
                if (Math.floorMod(call.arguments().hashCode(), 3) < denied) return StreamRun.no();
                released.add(new Seen(call.tool(), call.arguments()));
                // an object without arguments is told as none
                if (call.arguments().isEmpty()) released.add(new Seen(call.tool(), "{}"));
                return new Ruling.Released();
            };
            byte[] bytes =
                    String.join("", disordered(some, events(api, reply(some)))).getBytes(UTF_8);
            if (some.oneIn(2)) bytes = some.damaged(bytes);
            StreamRun run = some.oneIn(2) ? StreamRun.of(api, judge) : StreamRun.slow(api, judge);
            feed(some, run, bytes);
            assertThat(run.ends).isEqualTo(1);
            assertThat(released).containsAll(ClientView.of(api, run.out()));
        });
    }

    @Test
    void whatIsWellFormedAndReleasedIsTheVeryBytesHoweverItIsCut() {
        Seeded.forAll(SEEDS / 3, some -> {
            Api api = some.pick(APIS);
            byte[] bytes = String.join("", events(api, reply(some))).getBytes(UTF_8);
            String whole = new String(bytes, UTF_8);
            StreamRun run = StreamRun.of(api, StreamRun.RELEASE);
            feed(some, run, bytes);
            // what only some readers take for the end of a line is written in another way
            boolean odd = whole.chars().anyMatch(c -> c == 0x2028 || c == 0x2029 || (c >= 0x7f && c < 0xa0));
            if (!odd) assertThat(run.out()).isEqualTo(whole);
            assertThat(run.whole).isTrue();
        });
    }

    @Test
    void noBytesOfAnAnswerInOnePieceOrOfARequestThrow() {
        Seeded.forAll(SEEDS, some -> {
            Api api = some.pick(APIS);
            ModelReply reply = reply(some);
            String whole = switch (api) {
                case CHAT -> ChatDialect.whole("m", reply);
                case MESSAGES -> MessagesDialect.whole("m", reply);
                case GEMINI, GEMINI_STREAM -> GeminiDialect.whole("m", reply);
                case RESPONSES, COUNT_TOKENS, EMBEDDINGS, GEMINI_EMBED, GEMINI_COUNT, MODELS ->
                    ResponsesDialect.whole("m", reply, "r");
            };
            byte[] bytes = some.damaged(whole.getBytes(UTF_8));
            WholeAnswer.read(api, bytes, new Heard()).ifPresent(answer -> {
                List<Ruling> rulings = new ArrayList<>();
                answer.calls().forEach(_ -> rulings.add(some.oneIn(2) ? StreamRun.no() : new Ruling.Released()));
                assertThat(answer.ruled(rulings).bytes()).isNotEmpty();
            });
            new RequestReader(Set.of()).read(new Endpoint(some.pick(Api.values()), ""), bytes);
        });
    }

    @Test
    void noBytesOfARequestThrow() {
        List<String> requests = List.of(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\","
                        + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"user\",\"content\":[{\"type\":"
                        + "\"image_url\",\"image_url\":{\"url\":\"https://a.example/\"}}]}],\"tools\":[{\"type\":\"mcp\"}]}",
                "{\"model\":\"m\",\"input\":[{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"computer_call_output\",\"output\":{\"file_id\":\"x\"}}],\"tools\":[{\"type\":\"namespace\","
                        + "\"tools\":[{}]}]}",
                "{\"model\":\"m\",\"system\":[{\"type\":\"text\",\"text\":\"a\"}],\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
                        + "\"tool_result\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"content\",\"content\":[]}}]}]}]}",
                "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{}}}]}],"
                        + "\"tools\":[{\"functionDeclarations\":[{}]},{\"mcpServers\":[{}]}],\"generationConfig\":{\"candidateCount\":1}}");
        Seeded.forAll(SEEDS * 4, some -> {
            byte[] bytes = some.damaged(some.pick(requests).getBytes(UTF_8));
            new RequestReader(Set.of()).read(new Endpoint(some.pick(Api.values()), ""), bytes);
        });
    }
}
