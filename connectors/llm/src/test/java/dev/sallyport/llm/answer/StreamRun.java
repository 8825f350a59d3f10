package dev.sallyport.llm.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.llm.request.Api;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// One stream through the machine, with what came out of it.
final class StreamRun implements AnswerStream.Output {

    static final Function<ProposedCall, Ruling> RELEASE = _ -> new Ruling.Released();

    final Heard heard = new Heard();
    final List<ProposedCall> judged = new ArrayList<>();
    final List<Runnable> later = new ArrayList<>();
    final AnswerStream stream;
    int ends;
    boolean whole;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private StreamRun(Api api, boolean usage, Judge judge, int eventBytes, int heldBytes) {
        this.stream = AnswerStreams.of(api, usage, heard, judge::judge, this, eventBytes, heldBytes);
    }

    static StreamRun of(Api api, Function<ProposedCall, Ruling> judge) {
        return of(api, judge, true, 1 << 20, 1 << 20);
    }

    static StreamRun of(Api api, Function<ProposedCall, Ruling> judge, boolean usage, int event, int held) {
        StreamRun[] self = new StreamRun[1];
        self[0] = new StreamRun(api, usage, (call, then) -> self[0].now(call, then, judge), event, held);
        return self[0];
    }

    /// Rulings come when `later` is run.
    static StreamRun slow(Api api, Function<ProposedCall, Ruling> judge) {
        StreamRun[] self = new StreamRun[1];
        self[0] = new StreamRun(
                api, true, (call, then) -> self[0].later.add(() -> self[0].now(call, then, judge)), 1 << 20, 1 << 20);
        return self[0];
    }

    private void now(ProposedCall call, Consumer<Ruling> then, Function<ProposedCall, Ruling> judge) {
        judged.add(call);
        then.accept(judge.apply(call));
    }

    static Ruling.Blocked no() {
        return new Ruling.Blocked("purposes.support.intent", "nobody asked for it", "r-17");
    }

    /// Denies the calls of these tools.
    static Function<ProposedCall, Ruling> denying(String... tools) {
        return call -> Arrays.asList(tools).contains(call.tool()) ? no() : new Ruling.Released();
    }

    StreamRun feed(String text) {
        stream.feed(text.getBytes(UTF_8));
        return this;
    }

    StreamRun all(List<String> events) {
        events.forEach(this::feed);
        stream.end();
        return this;
    }

    /// The same, byte by byte.
    StreamRun bytes(List<String> events) {
        for (byte b : String.join("", events).getBytes(UTF_8)) stream.feed(new byte[] {b});
        stream.end();
        return this;
    }

    @Override
    public void pass(byte[] bytes) {
        if (ends > 0) throw new AssertionError("passed after the end");
        out.writeBytes(bytes);
    }

    @Override
    public void ended(boolean complete) {
        ends++;
        whole = complete;
    }

    String out() {
        return out.toString(UTF_8);
    }

    /// The data of the events that came out, as a simple client sees them.
    List<String> data() {
        return out().lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }
}
