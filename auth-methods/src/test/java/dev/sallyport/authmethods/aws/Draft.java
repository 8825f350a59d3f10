package dev.sallyport.authmethods.aws;

import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.testkit.aws.StsPrincipal;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;

/// A request in the making that AWS's signer signs, whatever it is. Immutable.
record Draft(
        StsPrincipal principal,
        String method,
        String url,
        Map<String, String> headers,
        String body,
        String region,
        String service,
        Instant date) {

    static final String ACTION = "Action=GetCallerIdentity&Version=2011-06-15";

    static Draft post(StsPrincipal principal) {
        return new Draft(
                principal,
                "POST",
                "https://sts.eu-central-1.amazonaws.com/",
                Map.of(Headers.AUDIENCE, Aws.AUDIENCE, Headers.NONCE, Aws.nonce()),
                ACTION,
                "eu-central-1",
                "sts",
                Aws.NOW);
    }

    static Draft get(StsPrincipal principal) {
        return post(principal)
                .method("GET")
                .url("https://sts.eu-central-1.amazonaws.com/?" + ACTION)
                .body("");
    }

    Draft method(String other) {
        return new Draft(principal, other, url, headers, body, region, service, date);
    }

    Draft url(String other) {
        return new Draft(principal, method, other, headers, body, region, service, date);
    }

    Draft body(String other) {
        return new Draft(principal, method, url, headers, other, region, service, date);
    }

    Draft region(String other) {
        return new Draft(principal, method, url, headers, body, other, service, date);
    }

    Draft service(String other) {
        return new Draft(principal, method, url, headers, body, region, other, date);
    }

    Draft date(Instant other) {
        return new Draft(principal, method, url, headers, body, region, service, other);
    }

    Draft header(String name, String value) {
        return new Draft(principal, method, url, with(headers, name, value), body, region, service, date);
    }

    Draft without(String header) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(header);
        return new Draft(principal, method, url, fewer, body, region, service, date);
    }

    SignedCloudRequest sign() {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(url);
        headers.forEach(request::putHeader);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(SignRequest.builder(Aws.credentials(principal).identity())
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(date, ZoneOffset.UTC))
                        .build())
                .request();
        Map<String, String> all = new TreeMap<>();
        signed.headers().forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new SignedCloudRequest(method, URI.create(url), all, body);
    }

    /// After signing.
    static SignedCloudRequest with(SignedCloudRequest request, String header, String value) {
        return new SignedCloudRequest(
                request.method(), request.uri(), with(request.headers(), header, value), request.body());
    }

    /// After signing.
    static SignedCloudRequest without(SignedCloudRequest request, String header) {
        Map<String, String> fewer = new TreeMap<>(request.headers());
        fewer.remove(header);
        return new SignedCloudRequest(request.method(), request.uri(), fewer, request.body());
    }

    /// After signing.
    static SignedCloudRequest to(SignedCloudRequest request, String url) {
        return new SignedCloudRequest(request.method(), URI.create(url), request.headers(), request.body());
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new TreeMap<>(map);
        more.put(name, value);
        return more;
    }
}
