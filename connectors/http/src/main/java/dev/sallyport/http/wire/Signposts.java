package dev.sallyport.http.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.http.target.Origin;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Fields.Field;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import dev.sallyport.transport.http.WebSocketFilter;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the gateway stands in the target's place, what an answer's fields say of the target's own places (RFC 9110
/// sections 10.2.2 and 8.7, RFC 8288) is told as the agent can go there. Other places stay what they are: nobody is led
/// elsewhere than the target said.
///
/// @param filter what comes after
/// @param mount in path mode `/NAME`; otherwise empty
record Signposts(AnswerFilter filter, String mount, Origin target) implements AnswerFilter {

    private static final Pattern LINKED = Pattern.compile("<([^<>]*)>");

    @Override
    public void head(ResponseHead head, Outflow out) {
        filter.head(head.withFields(turned(head.fields())), out);
    }

    private Fields turned(Fields fields) {
        boolean points = fields.has("location") || fields.has("content-location") || fields.has("link");
        return points ? new Fields(fields.all().stream().map(this::turned).toList()) : fields;
    }

    private Field turned(Field field) {
        return switch (field.name()) {
            case "location", "content-location" -> new Field(field.name(), here(field.value()));
            case "link" -> new Field(field.name(), LINKED.matcher(field.value()).replaceAll(this::linked));
            default -> field;
        };
    }

    private String linked(MatchResult link) {
        return Matcher.quoteReplacement("<" + here(link.group(1)) + ">");
    }

    private String here(String place) {
        return path(place)
                .flatMap(this::belowBase)
                .map(rest -> mount + (rest.startsWith("/") ? rest : "/" + rest))
                .orElse(place);
    }

    /// From the target's root; empty for another server's and for what is relative to the request itself.
    private Optional<String> path(String place) {
        if (place.startsWith("/") && !place.startsWith("//")) return Optional.of(place);
        String scheme = target.secure() ? "https://" : "http://";
        String host = target.host().contains(":") ? "[" + target.host() + "]" : target.host();
        boolean usual = target.port() == (target.secure() ? 443 : 80);
        return behind(scheme + host + ":" + target.port(), place)
                .or(() -> usual ? behind(scheme + host, place) : Optional.empty());
    }

    private Optional<String> belowBase(String path) {
        return target.base().isEmpty() ? Optional.of(path) : behind(target.base(), path);
    }

    /// What comes after it, when it ends there.
    private static Optional<String> behind(String start, String text) {
        if (!text.regionMatches(true, 0, start, 0, start.length())) return Optional.empty();
        String rest = text.substring(start.length());
        boolean ends = rest.isEmpty() || rest.startsWith("/") || rest.startsWith("?") || rest.startsWith("#");
        return ends ? Optional.of(rest) : Optional.empty();
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        filter.data(piece, out);
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        filter.end(trailers, out);
    }

    @Override
    public boolean broken(Outflow out) {
        return filter.broken(out);
    }

    @Override
    public boolean cut(Deny why, Outflow out) {
        return filter.cut(why, out);
    }

    @Override
    public Tally tally() {
        return filter.tally();
    }

    @Override
    public WebSocketFilter webSocket() {
        return filter.webSocket();
    }
}
