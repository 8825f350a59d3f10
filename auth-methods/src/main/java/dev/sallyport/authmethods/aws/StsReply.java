package dev.sallyport.authmethods.aws;

import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.authmethods.jwt.NotProven;
import java.io.IOException;
import java.util.Map;

/// Reads STS's answer
/// ([GetCallerIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html),
/// [common errors](https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html)). Whatever is
/// not clearly a yes or a no proves nothing.
final class StsReply {

    private static final String RESULT = "GetCallerIdentityResponse/GetCallerIdentityResult/";

    private StsReply() {}

    static Principal read(StsAnswer answer) throws NotProven {
        try {
            return switch (answer.status()) {
                case 200 -> principal(leaves(answer));
                case 400, 403 -> throw refusal(answer.status(), leaves(answer));
                default -> throw new IOException("not an answer to the question");
            };
        } catch (IOException e) {
            throw unavailable("sts answered with status " + answer.status() + ": " + e.getMessage());
        }
    }

    static NotProven unavailable(String why) {
        return new NotProven(KEYS_UNAVAILABLE, why);
    }

    private static Map<String, String> leaves(StsAnswer answer) throws IOException {
        return switch (answer.type()) {
            case "application/json", "application/x-amz-json-1.0", "application/x-amz-json-1.1" ->
                JsonLeaves.read(answer.body());
            case "text/xml", "application/xml" -> XmlLeaves.read(answer.body());
            default -> throw new IOException("neither JSON nor XML");
        };
    }

    private static Principal principal(Map<String, String> leaves) throws IOException {
        return Principal.of(
                leaves.getOrDefault(RESULT + "Arn", ""),
                leaves.getOrDefault(RESULT + "Account", ""),
                leaves.getOrDefault(RESULT + "UserId", ""));
    }

    /// The message of an error holds parts of the request, so only its code is told.
    private static NotProven refusal(int status, Map<String, String> leaves) throws IOException {
        String code = leaves.getOrDefault("Error/Code", leaves.getOrDefault("ErrorResponse/Error/Code", ""));
        String message = leaves.getOrDefault("Error/Message", leaves.getOrDefault("ErrorResponse/Error/Message", ""));
        if (!code.matches("[A-Za-z.]{1,64}")) {
            throw new IOException("an error without a code");
        }
        RefusalReason reason = reason(status, code, message);
        return new NotProven(
                reason,
                (reason == KEYS_UNAVAILABLE ? "sts did not answer the question `" : "sts refused it `") + code + "`");
    }

    private static RefusalReason reason(int status, String code, String message) {
        return switch (code) {
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" -> EXPIRED;
            case "SignatureDoesNotMatch" ->
                message.startsWith("Signature expired")
                        ? EXPIRED
                        : message.startsWith("Signature not yet current") ? NOT_YET_VALID : BAD_SIGNATURE;
            case "IncompleteSignature", "InvalidClientTokenId", "MissingAuthenticationToken" -> BAD_SIGNATURE;
            case String _ -> status == 403 ? BAD_SIGNATURE : KEYS_UNAVAILABLE;
        };
    }
}
