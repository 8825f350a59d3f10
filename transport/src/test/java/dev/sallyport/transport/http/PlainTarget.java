package dev.sallyport.transport.http;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.testkit.gateway.FakeLease;
import dev.sallyport.testkit.gateway.Samples;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// The simplest target there can be. The statement is method, path and body; what stands in the path
/// steers it: `whole` (body judged whole), `local` (answered here), `ask!` (each byte `?` of the answer is
/// a proposal, and is held back until it is permitted), `count` (each byte `#` is a record), `aside` (what is
/// asked, or each piece of the answer with `later`, is looked at off the loop first).
final class PlainTarget implements HttpTarget<FakeLease> {

    static final String SECRET = "s3cr3t-of-the-target";

    private final Upstream upstream;
    private final Set<String> hosts;
    final Echoes echoes = Echoes.of(List.of(Secret.of(SECRET)));

    /// Done off the loop where the path says `aside`.
    volatile Runnable slow = () -> {};

    PlainTarget(Upstream upstream, String... hosts) {
        this.upstream = upstream;
        this.hosts = Set.of(hosts);
    }

    @Override
    public String name() {
        return "crm";
    }

    @Override
    public Set<String> hosts() {
        return hosts;
    }

    @Override
    public boolean answersFor(Authority authority, boolean secure) {
        return authority.host().equals("crm.internal");
    }

    @Override
    public ProofSlots proofs() {
        return new ProofSlots(true, true, Set.of("x-api-key"));
    }

    @Override
    public Visit admitted(Admitted<FakeLease> admitted) {
        return new Visit() {
            @Override
            public Clerk request(RequestHead head, Exchange exchange) {
                return new PlainClerk(head, exchange);
            }

            @Override
            public void ended() {}
        };
    }

    @Override
    public Answer turnedAway(RequestHead head, TurnedAway why) {
        return Answer.of(why.status(), "text/plain", why.reason() + " " + why.detail() + " " + why.requestId())
                .with("www-authenticate", "Bearer");
    }

    private final class PlainClerk implements Clerk {
        private final RequestHead head;
        private final Exchange exchange;

        PlainClerk(RequestHead head, Exchange exchange) {
            this.head = head;
            this.exchange = exchange;
        }

        @Override
        public Intake intake() {
            return head.path().contains("whole") ? new Intake.Whole(1024) : new Intake.HeadOnly();
        }

        @Override
        public void asked(Request request) {
            if (head.path().contains("bug!")) throw new IllegalStateException("a bug of the connector's");
            if (head.path().contains("local")) {
                exchange.answer(Answer.of(200, "text/plain", "here"));
                return;
            }
            if (head.path().contains("aside")) exchange.aside(() -> worked("asked"), _ -> forward(request));
            else forward(request);
        }

        private void forward(Request request) {
            String said = head.method() + " " + head.path() + " " + new String(request.body(), StandardCharsets.UTF_8);
            boolean whole = intake() instanceof Intake.Whole;
            Body body = whole ? new Body.Bytes(request.body()) : head.hasBody() ? Body.REST : Body.NONE;
            exchange.forward(
                    Samples.read(said),
                    0,
                    new UpstreamRequest(
                            upstream,
                            head.method(),
                            head.path(),
                            head.fields().with("x-injected", SECRET),
                            body,
                            head.upgrade(),
                            echoes),
                    permit -> new PlainFilter(head, exchange));
        }

        @Override
        public Answer refused(Refusal why) {
            return Answer.of(why.status(), "text/plain", why.kind() + " " + why.rule() + " " + why.requestId())
                    .with("x-why", why.reason());
        }
    }

    private String worked(String on) {
        slow.run();
        return on;
    }

    private final class PlainFilter implements AnswerFilter {
        private final boolean asks;
        private final boolean counts;
        private final boolean later;
        private final Exchange exchange;
        private long records;

        PlainFilter(RequestHead head, Exchange exchange) {
            this.later = head.path().contains("later");
            this.asks = head.path().contains("ask!");
            this.counts = head.path().contains("count");
            this.exchange = exchange;
        }

        @Override
        public void head(ResponseHead head, Outflow out) {
            out.head(asks ? head.withoutLength() : head);
        }

        @Override
        public void data(ByteBuf piece, Outflow out) {
            if (counts)
                records += piece.toString(StandardCharsets.UTF_8)
                        .chars()
                        .filter(c -> c == '#')
                        .count();
            String text = piece.toString(StandardCharsets.UTF_8);
            if (later) exchange.aside(() -> worked(text), done -> out.write(done.getBytes(StandardCharsets.UTF_8)));
            else if (asks) held(text, out);
            else out.write(piece);
        }

        private void held(String text, Outflow out) {
            for (char c : text.toCharArray()) {
                byte[] one = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
                if (c != '?' && c != '!') {
                    out.write(one);
                } else {
                    Action action = Samples.update(c == '?' ? "hold! asked" : "deny! asked");
                    exchange.propose(action, 0, verdict -> {
                        boolean yes = verdict instanceof dev.sallyport.api.connector.Verdict.Permitted;
                        out.write((yes ? "+" : "-").getBytes(StandardCharsets.UTF_8));
                    });
                }
            }
        }

        @Override
        public void end(Fields trailers, Outflow out) {
            out.end(trailers);
        }

        @Override
        public Tally tally() {
            return Tally.of(records);
        }

        @Override
        public boolean cut(Deny why, Outflow out) {
            if (!asks) return false;
            out.write("[cut]".getBytes(StandardCharsets.UTF_8));
            return true;
        }
    }
}
