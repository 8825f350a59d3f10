package dev.sallyport.authmethods.aws;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request says about its signature, in Signature Version 4
/// ([AWS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html)).
///
/// @param signedHeaders lower case, sorted, each once
/// @param signature 64 lower-case hexadecimal digits
record Signing(Instant date, String region, String service, List<String> signedHeaders, String signature) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Pattern CREDENTIAL =
            Pattern.compile("[A-Z0-9]{16,128}/(\\d{8})/([a-z0-9-]{1,32})/([a-z0-9-]{1,32})/aws4_request");
    private static final Pattern SIGNED_HEADERS = Pattern.compile("[a-z0-9-]{1,64}(?:;[a-z0-9-]{1,64}){0,31}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

    Signing {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /// @param date as in `X-Amz-Date`
    static Signing of(String algorithm, String credential, String date, String signedHeaders, String signature)
            throws NotProven {
        if (!algorithm.equals(ALGORITHM)) {
            throw new NotProven(
                    ALGORITHM_NOT_ALLOWED,
                    "signed with something other than " + ALGORITHM + " " + Quoted.of(algorithm));
        }
        Matcher scope = CREDENTIAL.matcher(credential);
        if (!scope.matches() || !date.startsWith(scope.group(1))) {
            throw Malformed.because("the credential is not KEY/DATE/REGION/SERVICE/aws4_request of the request's day");
        }
        if (!SIGNATURE.matcher(signature).matches()) {
            throw Malformed.because("the signature is not 64 lower-case hexadecimal digits");
        }
        return new Signing(instant(date), scope.group(2), scope.group(3), names(signedHeaders), signature);
    }

    private static Instant instant(String date) throws NotProven {
        try {
            return LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException _) {
            throw Malformed.because("X-Amz-Date is not of the form yyyyMMddTHHmmssZ " + Quoted.of(date));
        }
    }

    private static List<String> names(String joined) throws NotProven {
        List<String> names = List.of(joined.split(";", -1));
        if (!SIGNED_HEADERS.matcher(joined).matches() || !names.equals(List.copyOf(new TreeSet<>(names)))) {
            throw Malformed.because("the signed headers are not lower-case names in order, each once");
        }
        return names;
    }
}
