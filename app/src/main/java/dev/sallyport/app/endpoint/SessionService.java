package dev.sallyport.app.endpoint;

import dev.sallyport.api.connector.Rejection;
import dev.sallyport.app.http.Answer;
import dev.sallyport.app.http.Asked;
import dev.sallyport.app.http.Service;
import dev.sallyport.sessions.OAuthError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// From a request to its answer.
public final class SessionService implements Service {

    private static final System.Logger LOG = System.getLogger(SessionService.class.getName());

    private final List<Route> routes;
    private final Function<Rejection, String> turnedAway;
    private final Supplier<Optional<String>> nonce;

    /// @param turnedAway puts a refusal into the trail and gives it an id
    /// @param nonce for the next DPoP proof; empty when none is asked for
    public SessionService(
            Tokens tokens,
            Contexts contexts,
            Discovery discovery,
            Function<Rejection, String> turnedAway,
            Supplier<Optional<String>> nonce) {
        this.routes = Routes.of(tokens, contexts, discovery);
        this.turnedAway = turnedAway;
        this.nonce = nonce;
    }

    /// Whoever uses DPoP gets the nonce for its next proof with every answer (RFC 9449 section 8.2).
    @Override
    public Answer answer(Asked asked) throws InterruptedException {
        Answer answer = routed(asked);
        return asked.headers().containsKey("dpop")
                ? nonce.get().map(next -> answer.with("dpop-nonce", next)).orElse(answer)
                : answer;
    }

    private Answer routed(Asked asked) throws InterruptedException {
        String path = path(asked);
        List<Route> there =
                routes.stream().filter(route -> route.match(path).isPresent()).toList();
        if (there.isEmpty()) return Errors.of(404, "not_found", "docs/session-api.yaml lists what there is");
        Optional<Route> route = there.stream()
                .filter(each -> each.method().equals(asked.method()))
                .findFirst();
        if (route.isEmpty()) {
            List<String> methods = there.stream().map(Route::method).toList();
            return Errors.of(405, "invalid_request", "use " + String.join(" or ", methods));
        }
        return answer(route.get(), route.get().match(path).orElse(""), asked);
    }

    private Answer answer(Route route, String id, Asked asked) throws InterruptedException {
        try {
            return route.endpoint().answer(id, asked);
        } catch (Errors.Unacceptable e) {
            return Errors.of(e.status(), e.error(), e.description(), recorded(route, asked, e));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "session endpoint: " + route.operation() + " failed", e);
            return Errors.of(500, "server_error", "the gateway failed at this, its log says more");
        }
    }

    /// What everybody may know is told to everybody: who asks for what is not there was turned away from nothing.
    private String recorded(Route route, Asked asked, Errors.Unacceptable why) {
        if (route.method().equals("GET")) return "";
        String detail = route.operation() + ": " + why.description();
        return turnedAway.apply(new Rejection("", asked.peer(), why.reason(), detail));
    }

    private static String path(Asked asked) {
        int query = asked.path().indexOf('?');
        return query < 0 ? asked.path() : asked.path().substring(0, query);
    }

    @Override
    public Answer fault(Fault fault) {
        return switch (fault) {
            case MALFORMED ->
                Errors.of(400, "invalid_request", "this is not an HTTP/1.1 request that can be understood");
            case LINE_TOO_LONG -> Errors.of(414, "invalid_request", "send a shorter path");
            case HEADERS_TOO_LARGE -> Errors.of(431, "invalid_request", "send fewer or shorter headers");
            case BODY_TOO_LARGE -> Errors.of(413, "invalid_request", "send a shorter body");
            case TOO_SLOW -> Errors.of(408, "invalid_request", "the request did not arrive in time");
            case NO_ANSWER ->
                Errors.of(504, "temporarily_unavailable", "the gateway is still working at it, try again in a moment");
            case TOO_MANY ->
                Errors.of(503, "temporarily_unavailable", "too many requests at once, try again in a moment");
        };
    }

    static Answer refused(OAuthError error, String requestId) {
        return Errors.of(error.status(), error.error(), error.description(), requestId);
    }
}
