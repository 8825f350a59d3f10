package dev.sallyport.authmethods.aws;

import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import dev.sallyport.authmethods.jwt.NotProven;
import java.util.Map;

/// What was presented, in the one form that the checks read; nothing in it is checked but its size.
///
/// @param url as text: a parsed one has already been interpreted by someone
/// @param headers by lower-case name, unique
record Presented(String method, String url, Map<String, String> headers, String body) {

    static Presented of(Attestation attestation, int maxSize) throws NotProven {
        return switch (attestation) {
            case Attestation.BearerToken(String token) -> PresentedText.read(bounded(token, maxSize));
            case Attestation.BoundToken bound -> PresentedText.read(bounded(bound.token(), maxSize));
            case SignedCloudRequest request -> of(request, maxSize);
            case Attestation.CertificateChain _ ->
                throw new NotProven(UNSUPPORTED, "this auth method takes a signed STS request");
        };
    }

    static Presented of(String method, String url, Map<String, String> headers, String body) throws NotProven {
        return new Presented(method, url, Headers.unique(headers), body);
    }

    private static Presented of(SignedCloudRequest request, int maxSize) throws NotProven {
        String url = request.uri().toString();
        long size =
                (long) request.method().length() + url.length() + request.body().length();
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            size += header.getKey().length() + (long) header.getValue().length();
        }
        bounded(size, maxSize);
        return of(request.method(), url, request.headers(), request.body());
    }

    private static String bounded(String text, int maxSize) throws NotProven {
        bounded(text.length(), maxSize);
        return text;
    }

    private static void bounded(long size, int maxSize) throws NotProven {
        if (size > maxSize) {
            throw new NotProven(TOO_LARGE, "a signed request longer than " + maxSize + " characters is not read");
        }
    }
}
