package dev.sallyport.llm.answer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A streamed answer on its way to the client: words pass at once, a tool call is held until it is whole and judged,
/// and then passes as the bytes that it came as, or is replaced by a sentence that says why not. Never throws for
/// what a provider sends: an answer that is not what its API says ends with the API's own error.
///
/// For one stream on one loop.
public final class AnswerStream {

    /// Where it goes, on the same loop.
    public interface Output {

        void pass(byte[] bytes);

        /// Nothing more will pass: called once.
        ///
        /// @param whole false when the gateway ended it before its time
        void ended(boolean whole);
    }

    private final Script script;
    private final Judge judge;
    private final Output output;
    private final SseParser parser;
    private final int mostHeld;
    private final Deque<SseEvent> queue = new ArrayDeque<>();
    private long queued;
    private boolean waiting;
    private boolean draining;
    private boolean finished;
    private boolean over;

    AnswerStream(Script script, Judge judge, Output output, int eventBytes, int heldBytes) {
        this.script = script;
        this.judge = judge;
        this.output = output;
        this.parser = new SseParser(eventBytes);
        this.mostHeld = heldBytes;
    }

    /// Whether a judgement is awaited: the provider should not be read meanwhile.
    public boolean waiting() {
        return waiting;
    }

    public void feed(byte[] bytes) {
        if (over) return;
        try {
            for (SseEvent event : parser.feed(bytes)) add(event);
            drain();
        } catch (BrokenAnswerException broken) {
            fail(broken);
        }
    }

    private void add(SseEvent event) {
        queue.add(event);
        queued += event.raw().length;
    }

    /// The provider has said all it had to say.
    public void end() {
        if (over) return;
        finished = true;
        try {
            for (SseEvent event : parser.finish()) add(event);
            drain();
        } catch (BrokenAnswerException broken) {
            fail(broken);
        }
    }

    /// Ends the stream in the API's own words, now.
    public void cut(String notice) {
        if (!over) close(script.cut(notice));
    }

    private void fail(BrokenAnswerException broken) {
        abort("the provider's answer cannot be judged: " + broken.what());
    }

    /// Ends the stream with the API's own error, now.
    public void abort(String message) {
        if (!over) close(script.failed(message));
    }

    private void close(List<byte[]> last) {
        over = true;
        queue.clear();
        last.forEach(output::pass);
        output.ended(false);
    }

    private void endIfDone() {
        if (over || !finished || waiting || !queue.isEmpty()) return;
        over = true;
        output.ended(true);
    }

    private void drain() throws BrokenAnswerException {
        if (draining) return;
        draining = true;
        try {
            while (!waiting && !over && !queue.isEmpty()) next();
        } finally {
            draining = false;
        }
        if (queued + script.held() > mostHeld) throw new BrokenAnswerException("too much waits for a tool call's end");
        endIfDone();
    }

    private void next() throws BrokenAnswerException {
        SseEvent event = queue.remove();
        queued -= event.raw().length;
        Step step = event.hasData() ? script.next(event) : Step.send(event.plain());
        switch (step) {
            case Step.Send send -> send.bytes().forEach(output::pass);
            case Step.Ask ask -> ask(ask, new ArrayList<>());
        }
    }

    /// One after the other: what was decided about the first counts for the second.
    private void ask(Step.Ask ask, List<Ruling> rulings) {
        waiting = true;
        if (rulings.size() == ask.calls().size()) answered(ask, rulings);
        else
            judge.judge(ask.calls().get(rulings.size()), ruling -> {
                if (over) return;
                rulings.add(ruling);
                ask(ask, rulings);
            });
    }

    private void answered(Step.Ask ask, List<Ruling> rulings) {
        waiting = false;
        ask.then().apply(rulings).forEach(output::pass);
        for (int i = ask.behind().size() - 1; i >= 0; i--) again(ask.behind().get(i));
        try {
            drain();
        } catch (BrokenAnswerException broken) {
            fail(broken);
        }
    }

    private void again(SseEvent event) {
        queue.addFirst(event);
        queued += event.raw().length;
    }
}
