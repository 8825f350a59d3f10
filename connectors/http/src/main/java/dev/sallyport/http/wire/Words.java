package dev.sallyport.http.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.TurnedAway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Refusals in the words of HTTP: a problem document (RFC 9457), or the status of a gRPC call.
public final class Words {

    static final String PROBLEM = "application/problem+json";
    private static final int GRPC_UNAUTHENTICATED = 16;
    private static final int GRPC_PERMISSION_DENIED = 7;
    private static final int GRPC_UNAVAILABLE = 14;
    private static final int GRPC_DEADLINE = 4;

    private Words() {}

    static Answer refused(RequestHead head, Refusal why) {
        String detail = why.kind() == Refusal.Kind.DENIED || why.kind() == Refusal.Kind.ENDED
                ? "denied: " + why.reason()
                : why.reason();
        if (isGrpc(head))
            return grpc(grpcStatus(why), detail + ", rule " + why.rule() + ", request " + why.requestId());
        ObjectNode problem = problem(why.status(), title(why), detail);
        problem.put("rule", why.rule());
        if (!why.requestId().isEmpty()) problem.put("requestId", why.requestId());
        return answer(why.status(), problem);
    }

    private static int grpcStatus(Refusal why) {
        return switch (why.kind()) {
            case DENIED, ENDED -> GRPC_PERMISSION_DENIED;
            case UNREACHABLE, BUSY -> GRPC_UNAVAILABLE;
            case TOO_SLOW -> GRPC_DEADLINE;
        };
    }

    private static String title(Refusal why) {
        return switch (why.kind()) {
            case DENIED -> "Denied";
            case ENDED -> "Session ended";
            case UNREACHABLE -> "Target unreachable";
            case TOO_SLOW -> "Target too slow";
            case BUSY -> "Busy";
        };
    }

    /// A proof is asked for in both ways that clients know: Git sends none before it is asked for Basic.
    public static Answer turnedAway(RequestHead head, TurnedAway why) {
        String detail =
                why.showed() ? "refused: " + why.detail() : "show a proof: a bearer token, or the password of Basic";
        if (isGrpc(head)) return grpc(why.status() == 401 ? GRPC_UNAUTHENTICATED : GRPC_PERMISSION_DENIED, detail);
        ObjectNode problem = problem(why.status(), why.showed() ? "Refused" : "Proof needed", detail);
        problem.put("reason", why.reason().name());
        if (!why.requestId().isEmpty()) problem.put("requestId", why.requestId());
        Answer answer = answer(why.status(), problem);
        if (why.status() != 401) return answer;
        Fields fields = answer.fields()
                .and("www-authenticate", "Bearer realm=\"sallyport\"")
                .and("www-authenticate", "Basic realm=\"sallyport\", charset=\"UTF-8\"");
        return new Answer(401, fields, answer.body());
    }

    static Answer unavailable(RequestHead head) {
        String detail = "the target gives out no credential now: try again later";
        return isGrpc(head) ? grpc(GRPC_UNAVAILABLE, detail) : answer(502, problem(502, "No credential", detail));
    }

    private static ObjectNode problem(int status, String title, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }

    /// In place of an error's own words.
    static Answer withheld(int status, String rule, String requestId) {
        ObjectNode problem = problem(
                status,
                "Withheld",
                "the target's own words are withheld: they are not JSON, so that nothing in them can be masked");
        return answer(status, problem.put("rule", rule).put("requestId", requestId));
    }

    private static Answer answer(int status, ObjectNode problem) {
        return Answer.of(status, PROBLEM, problem.toString());
    }

    private static boolean isGrpc(RequestHead head) {
        return head.fields().only("content-type").orElse("").startsWith("application/grpc");
    }

    /// A call that fails before it began has its status in the head (gRPC over HTTP/2, "Trailers-Only").
    private static Answer grpc(int status, String message) {
        String encoded = URLEncoder.encode(message, StandardCharsets.UTF_8).replace("+", "%20");
        return new Answer(
                200,
                Fields.of(
                        "content-type",
                        "application/grpc",
                        "grpc-status",
                        String.valueOf(status),
                        "grpc-message",
                        encoded),
                new byte[0]);
    }
}
