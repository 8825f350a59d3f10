package dev.sallyport.http.target;

import dev.sallyport.transport.http.UpstreamSettings;
import java.util.Set;

/// One target of the kind `http`, beyond its credential and the meaning of its requests.
///
/// @param name as configured
/// @param url its origin, such as `https://api.crm.internal`; a path in it is put before every path of a
///     request
/// @param hosts by which agents address it at the gateway, besides the path `/NAME/`; lower case
/// @param forward whether it is also reached under its own address when the gateway is used as a proxy
/// @param upstream how it is reached; its authority is that of `url`
/// @param bodyBytes of a request that is judged whole; a longer one is refused
/// @param answerBytes of an answer that is held back to be counted or masked; a longer one is refused
///     where a permit bounds its records or masks its fields
/// @param cookies whether they pass to the target and back
/// @param heardBytes of an answer that are told to the gateway, where it hears; 0 for nothing
public record HttpTargetSettings(
        String name,
        Origin url,
        Set<String> hosts,
        boolean forward,
        UpstreamSettings upstream,
        int bodyBytes,
        int answerBytes,
        int heardBytes,
        boolean cookies) {

    public static final int BODY_BYTES = 1 << 20;
    public static final int ANSWER_BYTES = 4 << 20;
    public static final int HEARD_BYTES = 16 << 10;

    public HttpTargetSettings {
        hosts = Set.copyOf(hosts);
    }

    /// With the defaults: by path alone, 1 MiB of a request, 4 MiB of an answer and 16 KiB of it heard,
    /// no cookies.
    public static HttpTargetSettings of(String name, Origin url, UpstreamSettings upstream) {
        return new HttpTargetSettings(
                name, url, Set.of(), false, upstream, BODY_BYTES, ANSWER_BYTES, HEARD_BYTES, false);
    }
}
