package dev.sallyport.grammar.http;

import dev.sallyport.grammar.http.body.BodyReader;
import dev.sallyport.grammar.http.body.Content;
import dev.sallyport.grammar.http.body.MediaType;
import dev.sallyport.grammar.http.protocol.GitRequests;
import dev.sallyport.grammar.http.protocol.GrpcCalls;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.target.CanonicalTarget;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Understands the requests to one target. Safe on every thread; does not block and throws nothing for
/// bad input.
public final class HttpGrammar {

    private static final int LONGEST_METHOD = 20;

    private final GrammarSettings settings;
    private final BodyReader bodies;
    private final Understanding understanding;
    private final Wording wording;

    /// @throws IllegalArgumentException when two routes are the same operation
    public HttpGrammar(GrammarSettings settings) {
        this.settings = settings;
        this.bodies = new BodyReader(settings.bodies());
        this.understanding = new Understanding(settings);
        this.wording = new Wording(settings);
    }

    /// Whether a request can only be judged with its body. Where not (packs of Git, messages of gRPC),
    /// the body may pass unseen.
    public boolean judgesBody(String method, Asked.Headers headers) {
        List<String> types = headers.values("content-type");
        if (types.isEmpty()) {
            return true;
        }
        String type = String.join(",", types).strip().toLowerCase(Locale.ROOT);
        return !(settings.protocols().git() && GitRequests.isPack(method, type))
                && !(settings.protocols().grpc() && GrpcCalls.isCall(type));
    }

    /// The sensitive properties of a resource.
    public Set<String> sensitive(String resource) {
        return settings.sensitive().getOrDefault(resource, Set.of());
    }

    /// By the names of their resources.
    public Map<String, Set<String>> sensitive() {
        return settings.sensitive();
    }

    public Meaning read(Asked asked) {
        CanonicalTarget target;
        try {
            target = CanonicalTarget.read(asked.target(), settings.rules());
        } catch (Unclear e) {
            return wording.unknown(asked, "", e.reason());
        }
        try {
            ReadRequest request = request(asked, target);
            List<String> others = Overrides.methods(asked.headers(), request);
            if (!others.isEmpty() && settings.override() == MethodOverride.REFUSE) {
                throw new Unclear("a request that says it is of another method");
            }
            Found found = understanding.of(request, others, asked.upgrade());
            if (!found.itsOwn() && !judgesBody(asked.method(), asked.headers())) {
                throw new Unclear("a pack or a message where none belongs");
            }
            return wording.meaning(asked, request, found);
        } catch (Unclear e) {
            return wording.unknown(asked, target.text(), e.reason());
        }
    }

    private ReadRequest request(Asked asked, CanonicalTarget target) throws Unclear {
        if (!isUsual(asked.method())) {
            throw new Unclear("a method that is not in upper case");
        }
        MediaType type = MediaType.of(asked.headers().values("content-type"));
        return new ReadRequest(asked.method(), target, type, content(asked, type));
    }

    private static boolean isUsual(String method) {
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) < 'A' || method.charAt(i) > 'Z') {
                return false;
            }
        }
        return !method.isEmpty() && method.length() <= LONGEST_METHOD;
    }

    private Content content(Asked asked, MediaType type) throws Unclear {
        if (!judgesBody(asked.method(), asked.headers())) {
            return Content.NONE;
        }
        return switch (asked.payload()) {
            case Asked.Payload.Unseen _ -> throw new Unclear("a body that was not seen whole");
            case Asked.Payload.Whole whole -> {
                checkCoding(asked, whole.bytes());
                yield bodies.read(type, whole.bytes());
            }
        };
    }

    private static void checkCoding(Asked asked, byte[] body) throws Unclear {
        if (body.length == 0) {
            return;
        }
        List<String> codings = asked.headers().values("content-encoding");
        boolean plain = codings.stream().allMatch(each -> each.isEmpty() || each.equalsIgnoreCase("identity"));
        if (!plain) {
            throw new Unclear("a compressed body");
        }
    }
}
