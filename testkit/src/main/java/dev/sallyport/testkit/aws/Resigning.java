package dev.sallyport.testkit.aws;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// A request as it arrived, and whether its signature is what AWS's signer would have made of it.
///
/// @param headers by lower-case name
record Resigning(String method, String query, Map<String, String> headers, String body) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    boolean isPresigned() {
        return query.contains("X-Amz-Signature=");
    }

    /// A value of the signature, whichever form it has: `Credential`, `SignedHeaders`, `Signature`.
    String part(String name) {
        if (isPresigned()) {
            return parameter("X-Amz-" + name);
        }
        for (String part : headers.getOrDefault("authorization", "").split("[ ,]+", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    String parameter(String name) {
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(name + "=")) {
                return URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    String accessKey() {
        return part("Credential").split("/", -1)[0];
    }

    String sessionToken() {
        return isPresigned() ? parameter("X-Amz-Security-Token") : headers.getOrDefault("x-amz-security-token", "");
    }

    Instant date() {
        String written = isPresigned() ? parameter("X-Amz-Date") : headers.getOrDefault("x-amz-date", "");
        return LocalDateTime.parse(written, DATE).toInstant(ZoneOffset.UTC);
    }

    Instant end() {
        return date().plus(
                        isPresigned()
                                ? Duration.ofSeconds(Long.parseLong(parameter("X-Amz-Expires")))
                                : Duration.ofMinutes(15));
    }

    boolean isSignedBy(StsPrincipal principal) {
        String[] scope = part("Credential").split("/", -1);
        if (scope.length != 5 || !scope[3].equals("sts") || !scope[4].equals("aws4_request")) {
            return false;
        }
        Resigning expected = signedAgain(principal, scope[2]);
        return expected.part("Signature").equals(part("Signature"))
                && expected.part("Credential").equals(part("Credential"))
                && expected.part("SignedHeaders").equals(part("SignedHeaders"));
    }

    private Resigning signedAgain(StsPrincipal principal, String region) {
        SignRequest.Builder<AwsCredentialsIdentity> signing = SignRequest.builder(identity(principal))
                .request(unsigned())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(date(), ZoneOffset.UTC));
        if (isPresigned()) {
            signing.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.between(date(), end()));
        } else {
            signing.payload(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
        }
        SdkHttpRequest signed = AwsV4HttpSigner.create().sign(signing.build()).request();
        String signedQuery = signed.getUri().getRawQuery();
        return new Resigning(method, signedQuery == null ? "" : signedQuery, lowerCase(signed.headers()), body);
    }

    /// Without what the signer adds itself.
    private SdkHttpRequest unsigned() {
        String host = headers.getOrDefault("host", "");
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri("https://" + host + "/");
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] both = parameter.split("=", 2);
            if (!both[0].startsWith("X-Amz-")) {
                request.appendRawQueryParameter(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
            }
        }
        for (String name : part("SignedHeaders").split(";", -1)) {
            if (!name.startsWith("x-amz-") && !name.equals("host") && headers.containsKey(name)) {
                request.putHeader(name, headers.get(name));
            }
        }
        return request.build();
    }

    private static AwsCredentialsIdentity identity(StsPrincipal principal) {
        return principal.sessionToken().isEmpty()
                ? AwsCredentialsIdentity.create(principal.accessKey(), principal.secretKey())
                : AwsSessionCredentialsIdentity.create(
                        principal.accessKey(), principal.secretKey(), principal.sessionToken());
    }

    static Map<String, String> lowerCase(Map<String, List<String>> headers) {
        Map<String, String> lowerCase = new TreeMap<>();
        headers.forEach(
                (name, values) -> lowerCase.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
        return lowerCase;
    }
}
