package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What reaches the target, in which order, and what the mediator hears of it.
class TurnstileTest {

    private final EmbeddedChannel target = new EmbeddedChannel();
    private final List<String> heard = new ArrayList<>();
    private final List<Mediator.Passage> asked = new ArrayList<>();
    private final List<Runnable> cancels = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private long records;
    private Verdict next = permitted(Limits.NONE);
    private final Inlet inlet = inlet();
    private final Turnstile turnstile = new Turnstile(new Listening(), target, new Words(), inlet, System::nanoTime);

    private static Inlet inlet() {
        return new Inlet(new EmbeddedChannel(), new Frames() {
            @Override
            public int length(ByteBuf in, int at, int end) {
                return 0;
            }

            @Override
            public boolean frame(ByteBuf in, int at, int length) {
                return true;
            }

            @Override
            public void turnEnded() {}
        });
    }

    private final class Listening implements Mediator {
        @Override
        public Verdict propose(Action action, long catalog, Passage passage) {
            asked.add(passage);
            return next;
        }

        @Override
        public void progress(Passage passage, long records, long keys, long bytes) {}

        @Override
        public void performed(Passage passage, Outcome outcome) {
            heard.add(asked.indexOf(passage) + outcome.ending().name());
            records = outcome.records();
        }

        @Override
        public void alarm(Passage passage, String what, String detail) {
            heard.add(asked.indexOf(passage) + "ALARM");
        }

        @Override
        public void withdraw(Passage passage) {
            heard.add(asked.indexOf(passage) + "WITHDRAWN");
        }

        @Override
        public void conversation(String name, List<Turn> turns) {}

        @Override
        public void observed(Turn turn) {}

        @Override
        public void onEnd(Ending ending) {}

        @Override
        public void close() {
            heard.add("CLOSED");
        }
    }

    private final class Words implements Dialect {
        @Override
        public ByteBuf poison(Form form) {
            return bytes("!");
        }

        @Override
        public ByteBuf nudge() {
            return bytes("~");
        }

        @Override
        public void cancel(Runnable delivered) {
            cancels.add(delivered);
        }

        @Override
        public void end(Deny why) {
            ends.add(why.reason());
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static Verdict.Settled permitted(Limits limits) {
        return new Verdict.Permitted("r", new Permit("rule", limits, List.of(), Reservation.NOTHING, List.of()));
    }

    private static Verdict.Settled denied() {
        return new Verdict.Denied("r", new Deny("rule", "no", List.of(new Signal.Operational("no"))));
    }

    private static Judged judged(Verb verb) {
        Resource resource = new Resource("t", "table", "x", List.of());
        Operation operation = new Operation(verb, resource, new Scope.Unbounded(-1), Set.of());
        return new Judged(new Action(Action.Phase.PERFORM, List.of(operation), List.of(), "s", "f"), 1, false);
    }

    private void offer(Form form, String cargo) {
        turnstile.offer(form, judged(Verb.READ), bytes(cargo), 0, () -> {});
    }

    private void sync() {
        turnstile.punctuate(Form.BOUNDARY, bytes("S"));
    }

    private String sent() {
        turnstile.flush();
        StringBuilder all = new StringBuilder();
        for (ByteBuf out = target.readOutbound(); out != null; out = target.readOutbound()) {
            all.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        return all.toString();
    }

    private Ticket head() {
        Ticket head = turnstile.head();
        assertThat(head).isNotNull();
        return head;
    }

    @Test
    void whatIsDeniedIsReplacedInItsPlace() {
        offer(Form.PART, "a");
        next = denied();
        offer(Form.PART, "secret");
        next = permitted(Limits.NONE);
        offer(Form.PART, "c");
        sync();
        assertThat(sent()).isEqualTo("a!cS");
        turnstile.succeeded(head());
        turnstile.failed(head());
        turnstile.boundaryAnswered(head(), true, false);
        assertThat(heard).containsExactly("0SUCCEEDED", "2SKIPPED");
        assertThat(turnstile.drained()).isTrue();
    }

    /// An agent that asks on and on without reading must not fill the memory; nor may it wait for ever.
    @Test
    void whoAsksOnWithoutReadingIsMadeToWait() {
        for (int i = 1; i < 16_384; i++) sync();
        assertThat(inlet.paused()).isFalse();
        sync();
        assertThat(inlet.paused()).isTrue();
        assertThat(sent()).endsWith("SS~");
        for (int i = 0; i <= 8_192; i++) turnstile.boundaryAnswered(head(), true, false);
        assertThat(inlet.paused()).isFalse();
    }

    @Test
    void noByteLeavesBeforeItsVerdict() {
        next = Verdict.Wait.RECORDING;
        offer(Form.WHOLE, "a");
        next = permitted(Limits.NONE);
        offer(Form.WHOLE, "b");
        assertThat(sent()).isEmpty();
        asked.get(0).settled(denied());
        assertThat(sent()).isEqualTo("!b");
    }

    @Test
    void aBoundedPermitLetsNothingOvertakeIt() {
        next = permitted(new Limits(1));
        offer(Form.WHOLE, "a");
        offer(Form.WHOLE, "b");
        assertThat(sent()).isEqualTo("a");
        assertThat(turnstile.record(head(), 1)).isTrue();
        assertThat(turnstile.record(head(), 1)).isFalse();
        assertThat(cancels).hasSize(1);
        turnstile.boundaryAnswered(head(), true, true);
        assertThat(sent()).as("a cancel may still be on its way").isEmpty();
        cancels.getFirst().run();
        assertThat(sent()).isEqualTo("b");
        assertThat(heard).containsExactly("0CUT");
    }

    /// R5: a row limit holds for the whole string, whatever its statements report in between.
    @Test
    void theStatementsOfAStringAddUp() {
        next = permitted(new Limits(3));
        offer(Form.WHOLE, "a");
        turnstile.record(head(), 1);
        turnstile.record(head(), 1);
        turnstile.completed(head(), 2);
        turnstile.completed(head(), 0);
        assertThat(turnstile.record(head(), 1)).isTrue();
        assertThat(turnstile.record(head(), 1)).as("the fourth of three").isFalse();
        turnstile.boundaryAnswered(head(), true, true);
        assertThat(records).isEqualTo(3);
    }

    @Test
    void rowsThatAStatementChangesAndAnswersCountOnce() {
        offer(Form.WHOLE, "a");
        turnstile.record(head(), 1);
        turnstile.completed(head(), 1);
        turnstile.completed(head(), 2);
        turnstile.boundaryAnswered(head(), true, false);
        assertThat(records).isEqualTo(3);
    }

    /// R8: until a change of names or settings has been answered, nothing behind it can be judged.
    @Test
    void aChangeOfWhatFollowsIsOnItsWayUntilItIsAnsweredOrDropped() {
        Judged set = new Judged(judged(Verb.READ).action(), 1, true);
        turnstile.offer(Form.PART, set, bytes("a"), 0, () -> {});
        turnstile.offer(Form.PART, set, bytes("b"), 0, () -> {});
        assertThat(turnstile.changing()).isTrue();
        turnstile.succeeded(head());
        assertThat(turnstile.changing()).isTrue();
        turnstile.failed(head());
        assertThat(turnstile.changing()).isFalse();
        turnstile.offer(Form.PART, set, bytes("skipped"), 0, () -> {});
        assertThat(turnstile.changing()).isFalse();
        offer(Form.WHOLE, "skipped too");
        assertThat(turnstile.changing()).isFalse();
    }

    @Test
    void theBoundaryOfALonelyReadMayOvertakeIt() {
        next = permitted(new Limits(1));
        offer(Form.PART, "a");
        assertThat(sent()).isEqualTo("a~");
        sync();
        offer(Form.PART, "b");
        assertThat(sent()).isEqualTo("S");
        turnstile.succeeded(head());
        assertThat(sent()).isEqualTo("b~");
    }

    @Test
    void aPartThatFailedBeforeItsBoundaryCameSkipsWhatComesUpToIt() {
        offer(Form.PART, "a");
        sent();
        turnstile.failed(head());
        offer(Form.PART, "b");
        offer(Form.WHOLE, "c");
        sync();
        offer(Form.PART, "d");
        assertThat(sent()).isEqualTo("Sd");
        assertThat(heard).containsExactly("0FAILED", "1SKIPPED", "2SKIPPED");
    }

    @Test
    void aHeldPartThatWillBeSkippedIsWithdrawn() {
        offer(Form.PART, "a");
        next = Verdict.Wait.HELD;
        offer(Form.PART, "held");
        sent();
        turnstile.failed(head());
        assertThat(heard).containsExactly("0FAILED", "1WITHDRAWN");
    }

    @Test
    void cuttingWhatHasBeenOvertakenEndsTheConversation() {
        offer(Form.WHOLE, "a");
        offer(Form.WHOLE, "b");
        asked.get(0).cut(new Deny("r", "revoked", List.of(new Signal.Operational("x"))));
        assertThat(ends).containsExactly("revoked");
    }

    @Test
    void closingAccountsForEverythingOnce() {
        offer(Form.WHOLE, "a");
        next = permitted(new Limits(1));
        offer(Form.WHOLE, "b");
        offer(Form.WHOLE, "c");
        next = Verdict.Wait.HELD;
        offer(Form.WHOLE, "d");
        assertThat(sent()).isEqualTo("ab");
        turnstile.close();
        turnstile.close();
        assertThat(heard).containsExactly("0ABANDONED", "1ABANDONED", "2SKIPPED", "3WITHDRAWN", "CLOSED");
        asked.get(3).settled(permitted(Limits.NONE));
        assertThat(sent()).isEmpty();
    }

    @Test
    void streamedDataIsDroppedUnlessTheTargetAskedForIt() {
        turnstile.stream(bytes("stray"));
        offer(Form.PART, "copy");
        sync();
        turnstile.stream(bytes("early"));
        assertThat(sent()).isEqualTo("copyS");
        assertThat(turnstile.streamWanted()).isEqualTo(1);
        turnstile.stream(bytes("data"));
        offer(Form.WHOLE, "later");
        assertThat(sent()).isEqualTo("data");
        turnstile.streamEnded();
        assertThat(sent()).isEqualTo("later");
    }

    /// Random offers, verdicts, answers and ends: each permit is accounted for exactly once, and what is sent is what
    /// was permitted, in order.
    @Test
    void everyPermitEndsOnceWhateverHappens() {
        for (int seed = 0; seed < 500; seed++) new TurnstileTest().randomLife(new SplittableRandom(seed), seed);
    }

    private void randomLife(SplittableRandom random, int seed) {
        List<Integer> permits = new ArrayList<>();
        List<Mediator.Passage> open = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> offerRandom(random, permits, open);
                case 2 -> settleRandom(random, permits, open);
                case 3 -> answerRandom(random);
                default -> sync();
            }
        }
        turnstile.close();
        List<String> endings = heard.stream()
                .filter(h -> !h.endsWith("WITHDRAWN") && !h.equals("CLOSED"))
                .toList();
        assertThat(endings.stream().map(h -> Integer.parseInt(h.replaceAll("\\D", ""))))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(permits);
    }

    private void offerRandom(SplittableRandom random, List<Integer> permits, List<Mediator.Passage> open) {
        int kind = random.nextInt(4);
        next = kind == 0 ? denied() : kind == 1 ? Verdict.Wait.RECORDING : permitted(Limits.NONE);
        offer(random.nextBoolean() ? Form.PART : Form.WHOLE, "x");
        if (kind == 1) open.add(asked.getLast());
        if (kind > 1) permits.add(asked.size() - 1);
    }

    private void settleRandom(SplittableRandom random, List<Integer> permits, List<Mediator.Passage> open) {
        if (open.isEmpty()) return;
        Mediator.Passage passage = open.remove(random.nextInt(open.size()));
        boolean yes = random.nextBoolean();
        if (yes) permits.add(asked.indexOf(passage));
        passage.settled(yes ? permitted(Limits.NONE) : denied());
    }

    private void answerRandom(SplittableRandom random) {
        Ticket head = turnstile.head();
        if (head == null) return;
        boolean bad = head.refusal() != null || random.nextInt(4) == 0;
        switch (head.form()) {
            case PART -> {
                if (bad) turnstile.failed(head);
                else turnstile.succeeded(head);
            }
            case WHOLE, BOUNDARY -> turnstile.boundaryAnswered(head, true, bad);
            case NUDGE -> throw new IllegalStateException();
        }
    }
}
