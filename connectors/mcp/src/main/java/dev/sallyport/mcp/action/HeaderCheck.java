package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcReader.Reading;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.Revision;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a request's headers say what its body says (2026-07-28, "Server Validation"), and whether
/// its revision is spoken here. Whatever routes by a header must never see another request than the
/// server does.
public final class HeaderCheck {

    private final Set<String> revisions;
    private final Set<String> origins;
    private final McpTargetSettings target;

    public HeaderCheck(McpTargetSettings target) {
        this.target = target;
        this.revisions = target.revisions();
        this.origins = target.origins();
    }

    /// A browser's page may come only from where the configuration says (DNS rebinding).
    public Optional<Objection> origin(HeaderValues headers) {
        boolean welcome = origins.containsAll(headers.all(HeaderValues.ORIGIN));
        return welcome
                ? Optional.empty()
                : Optional.of(new Objection(403, RpcCode.INVALID_REQUEST, "this origin is not allowed here"));
    }

    /// For a request with a body.
    public Optional<Objection> check(HeaderValues headers, Reading body) {
        if (headers.all(HeaderValues.REVISION).size() > 1)
            return mismatch(HeaderValues.REVISION + " stands there twice");
        String said = headers.one(HeaderValues.REVISION).orElse("");
        return body.batch()
                ? batch(said)
                : single(headers, said, body.messages().getFirst());
    }

    /// For GET and DELETE, which only legacy revisions have.
    public Optional<Objection> bare(HeaderValues headers) {
        if (legacy().isEmpty()) return Optional.of(new Objection(405, RpcCode.INVALID_REQUEST, "use POST"));
        String said = headers.one(HeaderValues.REVISION).orElse(Revision.FIRST);
        if (Revision.modern(said)) return Optional.of(new Objection(405, RpcCode.INVALID_REQUEST, "use POST"));
        return spoken(said);
    }

    private Optional<Objection> batch(String said) {
        boolean allowed = revisions.contains(Revision.FIRST) && (said.isEmpty() || said.equals(Revision.FIRST));
        return allowed
                ? Optional.empty()
                : Optional.of(new Objection(
                        400, RpcCode.INVALID_REQUEST, "batches are allowed in revision " + Revision.FIRST + " alone"));
    }

    private Optional<Objection> single(HeaderValues headers, String said, RpcMessage message) {
        ObjectNode params =
                message instanceof RpcMessage.Call call ? call.params() : JsonNodeFactory.instance.objectNode();
        String meant = Meta.revision(params);
        if (!meant.isEmpty() && !meant.equals(said))
            return mismatch(HeaderValues.REVISION + " is not what the body says");
        if (Revision.modern(said)) return revisions.contains(said) ? modern(headers, message) : unsupported(said);
        if (message instanceof RpcMessage.Request request && request.method().equals(Methods.INITIALIZE))
            return legacy().isEmpty() || (!said.isEmpty() && !revisions.contains(said))
                    ? unsupported(said)
                    : mirrored(headers, message, false);
        Optional<Objection> wrong = spoken(said.isEmpty() ? Revision.FIRST : said);
        return wrong.isPresent() ? wrong : mirrored(headers, message, false);
    }

    private Optional<Objection> modern(HeaderValues headers, RpcMessage message) {
        if (message instanceof RpcMessage.Reply)
            return Optional.of(new Objection(
                    400, RpcCode.INVALID_REQUEST, "clients send no responses in revision " + Revision.MODERN));
        if (message instanceof RpcMessage.Request request
                && Meta.revision(request.params()).isEmpty())
            return mismatch(HeaderValues.REVISION + " is not what the body says");
        return mirrored(headers, message, message instanceof RpcMessage.Request);
    }

    /// A request that does not say which revision it speaks may be of any legacy one.
    private Optional<Objection> spoken(String said) {
        boolean silent = said.equals(Revision.FIRST) && !legacy().isEmpty();
        return silent || revisions.contains(said) ? Optional.empty() : unsupported(said);
    }

    private List<String> legacy() {
        return Revision.ALL.stream()
                .filter(revision -> revisions.contains(revision) && !Revision.modern(revision))
                .toList();
    }

    private static Optional<Objection> mirrored(HeaderValues headers, RpcMessage message, boolean needed) {
        if (!(message instanceof RpcMessage.Call call)) return Optional.empty();
        Optional<Objection> method = same(headers, HeaderValues.METHOD, call.method(), needed);
        if (method.isPresent()) return method;
        String from = Methods.NAMED.get(call.method());
        boolean named = from != null && call.params().path(from).isTextual();
        return named
                ? same(headers, HeaderValues.NAME, call.params().path(from).textValue(), needed)
                : headers.all(HeaderValues.NAME).isEmpty()
                        ? Optional.empty()
                        : mismatch(HeaderValues.NAME + " names something that the body does not");
    }

    private static Optional<Objection> same(HeaderValues headers, String name, String body, boolean needed) {
        List<String> values = headers.all(name);
        if (values.isEmpty()) return needed ? mismatch(name + " is missing") : Optional.empty();
        boolean same =
                values.size() == 1 && HeaderValues.decoded(values.getFirst()).equals(body);
        return same ? Optional.empty() : mismatch(name + " is not what the body says");
    }

    static Optional<Objection> mismatch(String reason) {
        return Optional.of(new Objection(400, RpcCode.HEADER_MISMATCH, reason));
    }

    private Optional<Objection> unsupported(String said) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        Revision.ALL.stream().filter(revisions::contains).forEach(data.putArray("supported")::add);
        data.put("requested", said);
        return Optional.of(new Objection(
                400, RpcCode.UNSUPPORTED_REVISION, "targets." + target.name() + " does not speak this revision", data));
    }

    static JsonNode at(JsonNode arguments, List<String> path) {
        JsonNode found = arguments;
        for (String step : path) found = found.path(step);
        return found;
    }
}
