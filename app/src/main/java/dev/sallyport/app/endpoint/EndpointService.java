package dev.sallyport.app.endpoint;

import dev.sallyport.app.http.Asked;
import dev.sallyport.app.http.Service;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.LocalRequest;
import dev.sallyport.transport.http.LocalService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The session endpoint among the targets at the listening address. Nothing is answered that did not
/// come over TLS. Safe on every thread.
public record EndpointService(Service service) implements LocalService {

    private static final List<String> OWN = List.of("/oauth2/", "/sessions/", "/.well-known/");

    @Override
    public boolean takes(String path) {
        return OWN.stream().anyMatch(path::startsWith);
    }

    @Override
    public Answer answer(LocalRequest request) throws InterruptedException {
        return request.secure()
                ? translated(service.answer(asked(request)))
                : translated(Errors.of(426, "invalid_request", "use TLS: proofs never travel in clear text"));
    }

    private static Asked asked(LocalRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        request.fields()
                .all()
                .forEach(field -> headers.computeIfAbsent(field.name(), _ -> new ArrayList<>())
                        .add(field.value()));
        return new Asked(request.method(), request.path(), headers, request.body(), request.chain(), request.peer());
    }

    private static Answer translated(dev.sallyport.app.http.Answer answer) {
        Fields fields = Fields.of("content-type", answer.mediaType(), "cache-control", "no-store");
        for (Map.Entry<String, String> header : answer.headers().entrySet())
            fields = fields.with(header.getKey(), header.getValue());
        return new Answer(answer.status(), fields, answer.body());
    }
}
