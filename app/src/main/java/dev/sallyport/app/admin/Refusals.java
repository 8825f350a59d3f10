package dev.sallyport.app.admin;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The problems that any request can meet, before or around its route.
final class Refusals {

    /// The problems of a request that has found its route.
    static final SortedSet<Integer> OF_EVERY_ROUTE = new TreeSet<>(List.of(400, 401, 403, 413, 415, 500, 503, 504));

    static final Problem MALFORMED =
            new Problem(400, "malformed-request", "this is not an HTTP/1.1 request that can be understood");
    static final Problem UNEXPECTED_BODY =
            new Problem(415, "unsupported-media-type", "send the body as `application/json`");
    static final Problem NO_TOKEN = new Problem(
            401, "no-valid-token", "send `Authorization: Bearer` and the content of a token file of the gateway");
    static final Problem NO_ROUTE = new Problem(404, "no-such-route", "docs/admin-api.yaml lists what there is");
    static final Problem TOO_SLOW = new Problem(408, "request-too-slow", "the request did not arrive in time");
    static final Problem BODY_TOO_LARGE = new Problem(413, "body-too-large", "send a shorter body");
    static final Problem LINE_TOO_LONG = new Problem(414, "request-line-too-long", "send a shorter path");
    static final Problem HEADERS_TOO_LARGE = new Problem(431, "headers-too-large", "send fewer or shorter headers");
    static final Problem BUG =
            new Problem(500, "internal-error", "the gateway failed at this, its log says more: please report it");
    static final Problem TOO_MANY =
            new Problem(503, "too-many-connections", "too many requests at once, try again in a moment");
    static final Problem NO_ANSWER = new Problem(
            504, "no-answer-in-time", "the gateway is still working at it, look at its state and try again");

    private Refusals() {}

    static Problem wrongUser(String user) {
        return new Problem(
                403,
                "user-not-allowed",
                "the gateway's own user and root may connect: add this one to its configuration if it is meant to:"
                        + " `" + user + "`");
    }

    static Problem roleNeeded(Role needed, Role given) {
        return new Problem(
                403,
                "role-not-sufficient",
                "needs the token of role " + needed.word() + ", this is the one of `" + given.word() + "`");
    }

    static Problem wrongMethod(List<String> allowed) {
        return new Problem(405, "method-not-allowed", "use " + String.join(" or ", allowed));
    }

    static Problem failed(String why) {
        return new Problem(500, "operation-failed", why);
    }
}
