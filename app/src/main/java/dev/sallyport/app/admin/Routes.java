package dev.sallyport.app.admin;

import dev.sallyport.app.admin.view.Desks;
import java.util.List;
import java.util.TreeSet;

/// Every route there is.
final class Routes {

    private Routes() {}

    static List<Route> of(Desks desks) {
        Showing showing = new Showing(desks);
        Answering answering = new Answering(desks);
        Tools tools = new Tools(desks.tools());
        return List.of(
                route("GET", "/v1/health", Role.READ, "getHealth", showing::health, 200),
                route("GET", "/v1/sessions", Role.READ, "listSessions", showing::sessions, 200),
                route("DELETE", "/v1/sessions/{id}", Role.APPROVE, "endSession", answering::end, 200, 404),
                route("POST", "/v1/sessions/keys", Role.CONFIGURE, "rotateSessionKey", answering::rotate, 200, 404),
                route("GET", "/v1/holds", Role.READ, "listHolds", showing::holds, 200),
                route("POST", "/v1/holds/{id}/approve", Role.APPROVE, "approveHold", answering::approve, 200, 404, 409),
                route("POST", "/v1/holds/{id}/deny", Role.APPROVE, "denyHold", answering::deny, 200, 404, 409),
                route("GET", "/v1/tools", Role.READ, "listTools", tools::list, 200),
                route("POST", "/v1/tools/approve", Role.APPROVE, "approveTool", tools::approve, 200, 404, 409),
                route("POST", "/v1/tools/dismiss", Role.APPROVE, "dismissTool", tools::dismiss, 200, 404, 409),
                route("POST", "/v1/reload", Role.CONFIGURE, "reload", answering::reload, 200, 422),
                route("GET", "/v1/metrics", Role.READ, "getMetrics", showing::metrics, 200),
                route("GET", "/v1/configuration", Role.READ, "getConfiguration", showing::configuration, 200));
    }

    private static Route route(
            String method, String path, Role role, String operation, Route.Endpoint endpoint, Integer... statuses) {
        return new Route(method, path, role, operation, new TreeSet<>(List.of(statuses)), endpoint);
    }
}
