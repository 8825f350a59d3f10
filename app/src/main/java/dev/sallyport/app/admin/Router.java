package dev.sallyport.app.admin;

import dev.sallyport.app.http.Answer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/// From a request to its answer: token, route, role, work. Safe on every thread; [#answer] blocks as
/// long as the work does.
final class Router {

    private static final Logger LOG = System.getLogger(Router.class.getName());
    private static final String BEARER = "Bearer ";

    private final List<Route> routes;
    private final Tokens tokens;

    Router(List<Route> routes, Tokens tokens) {
        this.routes = routes;
        this.tokens = tokens;
    }

    /// @param user the caller, as the kernel names them
    /// @param authorization the header; empty when there is none
    /// @param contentType the header; empty when there is none
    @SuppressWarnings("ArrayRecordComponent")
    record Asked(String user, String method, String path, String authorization, String contentType, byte[] body) {}

    Answer answer(Asked asked) throws InterruptedException {
        Optional<Role> role = role(asked.authorization());
        if (role.isEmpty()) return Refusals.NO_TOKEN.answer();
        List<Route> there = routes.stream()
                .filter(route -> route.match(asked.path()).isPresent())
                .toList();
        if (there.isEmpty()) return Refusals.NO_ROUTE.answer();
        Optional<Route> route = there.stream()
                .filter(each -> each.method().equals(asked.method()))
                .findFirst();
        if (route.isEmpty()) {
            return Refusals.wrongMethod(there.stream().map(Route::method).toList())
                    .answer();
        }
        return answer(route.get(), asked, role.get());
    }

    private Answer answer(Route route, Asked asked, Role role) throws InterruptedException {
        if (!role.covers(route.role()))
            return Refusals.roleNeeded(route.role(), role).answer();
        if (asked.body().length > 0 && !isJson(asked.contentType())) return Refusals.UNEXPECTED_BODY.answer();
        String id = route.match(asked.path()).orElse("");
        try {
            return route.endpoint().answer(new Request(id, asked.user(), role, asked.body()));
        } catch (Request.Unacceptable e) {
            return e.answer();
        } catch (IOException e) {
            return failed(route, e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "admin: " + route.operation() + " failed", e);
            return Refusals.BUG.answer();
        }
    }

    private static Answer failed(Route route, IOException e) {
        LOG.log(Level.WARNING, "admin: " + route.operation() + " failed", e);
        String why = e.getMessage();
        return Refusals.failed(why == null ? "the gateway could not read or write, its log says more" : why)
                .answer();
    }

    private Optional<Role> role(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) return Optional.empty();
        return tokens.roleOf(authorization.substring(BEARER.length()).strip());
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return type.strip().equalsIgnoreCase("application/json");
    }
}
