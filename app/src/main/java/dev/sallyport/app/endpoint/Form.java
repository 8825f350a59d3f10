package dev.sallyport.app.endpoint;

import dev.sallyport.app.http.Asked;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The parameters of a form (RFC 6749 appendix B).
final class Form {

    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final int MOST = 32;

    private Form() {}

    static Map<String, List<String>> of(Asked asked) throws Errors.Unacceptable {
        String type = asked.header("content-type");
        int end = type.indexOf(';');
        if (!(end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase(TYPE))
            throw new Errors.Unacceptable(415, "invalid_request", "send the body as `" + TYPE + "`");
        try {
            String body = new String(asked.body(), StandardCharsets.UTF_8);
            return new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MOST).parameters();
        } catch (IllegalArgumentException e) {
            throw new Errors.Unacceptable(400, "invalid_request", "the body is no well-formed form");
        }
    }

    static String one(Map<String, List<String>> form, String name) throws Errors.Unacceptable {
        List<String> values = form.getOrDefault(name, List.of());
        if (values.size() != 1 || values.getFirst().isEmpty())
            throw new Errors.Unacceptable(400, "invalid_request", name + ": send it once");
        return values.getFirst();
    }
}
