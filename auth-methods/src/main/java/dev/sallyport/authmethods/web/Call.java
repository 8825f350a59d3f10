package dev.sallyport.authmethods.web;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// One request that the gateway sends. Headers and body may hold its credential, so they are not printed.
///
/// @param url `https`, or `http` on this machine (see [SafeUrl]); whoever makes the call has checked it
/// @param headers `Host`, `Content-Length` and `Connection` are the exchange's own and refused
/// @param body sent as UTF-8; empty for none
public record Call(String method, URI url, Map<String, String> headers, String body) {

    public Call {
        headers = Map.copyOf(headers);
    }

    /// For a JSON document.
    public static Call get(URI url) {
        return new Call("GET", url, Map.of("Accept", "application/json"), "");
    }

    /// @param contentType such as `application/x-www-form-urlencoded`
    public static Call post(URI url, String contentType, String body) {
        return new Call("POST", url, Map.of("Accept", "application/json", "Content-Type", contentType), body);
    }

    /// With one header more, or another value for it.
    public Call with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new Call(method, url, more, body);
    }

    /// Where to, for messages: without the query, which may hold a signature.
    public String place() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    @Override
    public String toString() {
        return method + " " + place();
    }
}
