package dev.sallyport.authmethods.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;

/// The workload's side of [AwsAuthMethod]: signs who it is, for one gateway, with AWS's own signer. The result goes
/// into a password or token slot, once.
///
/// @param region whose STS is asked, such as `eu-central-1`
/// @param audience the gateway's name, as it has it in `authMethods.X.aws.audience`
public record SignedIdentity(AwsCredentials credentials, String region, String audience) {

    private static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";

    /// The signed request as text. The nonce makes it different from others of the same second.
    ///
    /// @param nonce random, 16 to 64 letters, digits, `-` and `_`
    public String text(Instant now, String nonce) {
        byte[] body = BODY.getBytes(StandardCharsets.US_ASCII);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri("https://" + StsHosts.regional(region) + "/")
                .putHeader(Headers.AUDIENCE, audience)
                .putHeader(Headers.NONCE, nonce)
                .putHeader(Headers.CONTENT_TYPE, "application/x-www-form-urlencoded")
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(signing(request, now)
                        .payload(() -> new ByteArrayInputStream(body))
                        .build())
                .request();
        return PresentedText.write(json(signed).getBytes(StandardCharsets.UTF_8));
    }

    /// The presigned address as text: shorter, without a nonce, so that two of the same second are the same.
    ///
    /// @param holds whole seconds, not more than the gateway's window
    public String presignedText(Instant now, Duration holds) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri("https://" + StsHosts.regional(region) + "/?" + BODY)
                .putHeader(Headers.AUDIENCE, audience)
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(signing(request, now)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, holds)
                        .build())
                .request();
        return PresentedText.write(signed.getUri().toString().getBytes(StandardCharsets.US_ASCII));
    }

    private SignRequest.Builder<software.amazon.awssdk.identity.spi.AwsCredentialsIdentity> signing(
            SdkHttpRequest request, Instant now) {
        return SignRequest.builder(credentials.identity())
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String json(SdkHttpRequest signed) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("method", signed.method().name());
            json.writeStringField("url", signed.getUri().toString());
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, List<String>> header : signed.headers().entrySet()) {
                json.writeStringField(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().getFirst());
            }
            json.writeEndObject();
            json.writeStringField("body", BODY);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
