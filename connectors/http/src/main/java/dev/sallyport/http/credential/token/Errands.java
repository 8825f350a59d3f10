package dev.sallyport.http.credential.token;

import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Body;
import dev.sallyport.transport.http.Echoes;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.UpstreamRequest;
import java.io.IOException;

/// Requests of the gateway's own (R10) to one server. Block, within the times of its settings.
@FunctionalInterface
public interface Errands {

    int MOST_BYTES = 64 * 1024;

    /// @param path origin-form with its query
    /// @throws IOException when there is no complete answer in time, or one that is too long
    Answer send(String method, String path, Fields fields, byte[] body) throws IOException, InterruptedException;

    /// Answers are for the gateway alone, so nothing is scrubbed from them: a token endpoint may well
    /// repeat what it was sent.
    static Errands over(Upstream upstream) {
        return (method, path, fields, body) -> upstream.fetch(
                new UpstreamRequest(
                        upstream,
                        method,
                        path,
                        fields,
                        body.length == 0 ? Body.NONE : new Body.Bytes(body),
                        "",
                        Echoes.NONE),
                MOST_BYTES);
    }
}
