package dev.sallyport.llm.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import dev.sallyport.llm.request.Api;
import dev.sallyport.llm.request.Style;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.TurnedAway;

/// Refusals as the SDKs read them. OpenAI: `{"error":{"message","type","param","code"}}` and `x-request-id`;
/// Anthropic: `{"type":"error","error":{"type","message"},"request_id"}` and `request-id`; Gemini:
/// `{"error":{"code","message","status"}}`. `x-should-retry` keeps both
/// from asking again for what stays denied.
public final class Words {

    private Words() {}

    static Answer refused(Style style, Refusal why) {
        String words = why.reason() + " (rule " + why.rule() + ", request " + shown(why.requestId()) + ")";
        boolean last = why.kind() == Refusal.Kind.DENIED || why.kind() == Refusal.Kind.ENDED;
        String kind = switch (why.kind()) {
            case DENIED, ENDED -> "permission_error";
            case UNREACHABLE, TOO_SLOW -> "api_error";
            case BUSY -> "overloaded_error";
        };
        String text = (last ? "denied by the gateway: " : "") + words;
        return answer(style, why.status(), kind, code(why.kind()), text, why.requestId(), last);
    }

    /// As Anthropic itself refuses a request whose conversation it cannot keep: its SDKs then send the
    /// conversation whole ("Message threads", `thread_unsupported_request`).
    static Answer unthreaded(Refusal why) {
        Answer answer = refused(Style.ANTHROPIC, why);
        boolean denied = why.kind() == Refusal.Kind.DENIED;
        if (!denied) return answer;
        ObjectNode body = Json.object(answer.body()).orElseThrow();
        ((ObjectNode) body.path("error"))
                .putObject("details")
                .put("error_code", "thread_unsupported_request")
                .putArray("unsupported")
                .add("thread");
        return new Answer(answer.status(), answer.fields(), Json.bytes(body));
    }

    private static String code(Refusal.Kind kind) {
        return switch (kind) {
            case DENIED -> "denied";
            case ENDED -> "session_ended";
            case UNREACHABLE -> "provider_unreachable";
            case TOO_SLOW -> "provider_too_slow";
            case BUSY -> "busy";
        };
    }

    public static Answer turnedAway(RequestHead head, TurnedAway why) {
        String words = why.detail() + " (" + why.reason() + ", request " + shown(why.requestId()) + ")";
        String kind = switch (why.status()) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            default -> "overloaded_error";
        };
        boolean last = why.status() < 500;
        Answer answer = answer(style(head), why.status(), kind, "not_admitted", words, why.requestId(), last);
        return why.status() == 401 ? answer.with("www-authenticate", "Bearer realm=\"sallyport\"") : answer;
    }

    /// Where no API is known yet: whoever names a provider's path or fields reads its errors.
    static Style style(RequestHead head) {
        if (head.path().startsWith("/v1beta/") || head.fields().has("x-goog-api-client")) return Style.GEMINI;
        boolean anthropic =
                head.fields().has("anthropic-version") || head.path().startsWith("/v1/messages");
        return anthropic ? Style.ANTHROPIC : Style.OPENAI;
    }

    /// What the gateway itself says about a request or an answer that is not one of its API.
    static Answer wrong(Api api, int status, String words) {
        return answer(api.style(), status, status < 500 ? "invalid_request_error" : "api_error", "", words, "", true);
    }

    static Answer notFound(Style style) {
        return answer(style, 404, "not_found_error", "unknown_endpoint", "this gateway does not serve that", "", true);
    }

    private static Answer answer(
            Style style, int status, String kind, String code, String words, String requestId, boolean last) {
        String error = code.isEmpty() ? kind : code;
        ObjectNode body = switch (style) {
            case OPENAI -> openai(kind, error, words);
            case ANTHROPIC -> anthropic(kind, words, requestId);
            case GEMINI -> gemini(status, kind, words);
        };
        Fields fields = Fields.of("content-type", "application/json");
        if (!requestId.isEmpty()) fields = fields.and("x-request-id", requestId).and("request-id", requestId);
        if (last) fields = fields.and("x-should-retry", "false");
        return new Answer(status, fields, Json.bytes(body));
    }

    private static ObjectNode openai(String kind, String code, String words) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", words)
                .put("type", kind)
                .putNull("param")
                .put("code", code);
        return body;
    }

    private static ObjectNode anthropic(String kind, String words, String requestId) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", kind).put("message", words);
        return requestId.isEmpty() ? body : body.put("request_id", requestId);
    }

    /// @param status its codes are HTTP's, its states those of gRPC
    private static ObjectNode gemini(int status, String kind, String words) {
        String state = switch (kind) {
            case "permission_error" -> "PERMISSION_DENIED";
            case "authentication_error" -> "UNAUTHENTICATED";
            case "not_found_error" -> "NOT_FOUND";
            case "invalid_request_error" -> "INVALID_ARGUMENT";
            default -> "UNAVAILABLE";
        };
        ObjectNode body = Json.object();
        body.putObject("error").put("code", status).put("message", words).put("status", state);
        return body;
    }

    private static String shown(String requestId) {
        return requestId.isEmpty() ? "none" : requestId;
    }
}
