package dev.sallyport.llm.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Set;

/// Chooses, by an answer's head, how it is let through: as a stream, in one piece, as an error of the provider's, or
/// not at all. On the loop.
final class LlmFilter implements AnswerFilter {

    private static final String LINKS = "location";

    /// What would bind the agent to the provider past the gateway, names the account behind the key, or tells a digest
    /// of bytes that do not stay as they are.
    private static final Set<String> KEPT_BACK = Set.of(
            "alt-svc",
            "anthropic-organization-id",
            "content-digest",
            "content-md5",
            "digest",
            "etag",
            "openai-organization",
            "openai-project",
            "repr-digest",
            "set-cookie",
            "strict-transport-security");

    private final Provider provider;
    private final Telling telling;
    private AnswerFilter way;

    LlmFilter(Provider provider, Telling telling) {
        this.provider = provider;
        this.telling = telling;
        this.way = new Refusing(telling, 502, "the provider did not answer");
    }

    @Override
    public void head(ResponseHead head, Outflow out) {
        way = way(head);
        way.head(head.withFields(head.fields().without(KEPT_BACK)), out);
    }

    private AnswerFilter way(ResponseHead head) {
        String type = head.fields().only("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (head.status() == 401) { // it is not the agent's proof that is meant
            telling.free();
            return new Refusing(telling, 502, "the provider does not accept the gateway's key");
        }
        if (head.status() >= 400) return new Passing(telling);
        // a client that follows would take its proof and its prompts elsewhere
        if (head.status() >= 300 || head.fields().has(LINKS)) {
            return new Refusing(telling, 502, "the provider points elsewhere, which is not followed");
        }
        boolean streams = type.startsWith("text/event-stream");
        if (streams && telling.request().api().answers()) return new Streaming(provider, telling);
        if (type.startsWith("application/json")) return new Gathering(provider, telling);
        return new Refusing(telling, 502, "the provider answered neither JSON nor events");
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        way.data(piece, out);
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        way.end(trailers, out);
    }

    @Override
    public boolean broken(Outflow out) {
        return way.broken(out);
    }

    /// The provider has worked, and bills it.
    @Override
    public boolean bounded() {
        return false;
    }

    @Override
    public Tally tally() {
        return way.tally();
    }

    @Override
    public boolean cut(Deny why, Outflow out) {
        return way.cut(why, out);
    }
}
