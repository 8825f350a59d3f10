package dev.sallyport.testkit.aws;

import java.time.Instant;

/// Someone with AWS credentials.
///
/// @param sessionToken empty for long-lived credentials
/// @param credentialsEnd when temporary credentials end; [Instant#MAX] for never
public record StsPrincipal(
        String accessKey,
        String secretKey,
        String sessionToken,
        String arn,
        String account,
        String userId,
        Instant credentialsEnd) {

    /// The user `path/name`, with long-lived credentials.
    public static StsPrincipal user(String account, String pathAndName) {
        String name = pathAndName.substring(pathAndName.lastIndexOf('/') + 1);
        return of("AKIA", account, "arn:aws:iam::" + account + ":user/" + pathAndName, "AIDA" + unique(name), "");
    }

    /// A session of the role, with temporary credentials that never end.
    public static StsPrincipal assumedRole(String account, String role, String session) {
        String arn = "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session;
        return of("ASIA", account, arn, "AROA" + unique(role) + ":" + session, "token/of+" + session + "==");
    }

    /// Any other, by its ARN.
    public static StsPrincipal named(String account, String arn) {
        return of("ASIA", account, arn, account + ":" + unique(arn), "token/of+" + unique(arn) + "==");
    }

    public StsPrincipal withCredentialsUntil(Instant end) {
        return new StsPrincipal(accessKey, secretKey, sessionToken, arn, account, userId, end);
    }

    private static StsPrincipal of(String prefix, String account, String arn, String userId, String token) {
        String unique = unique(arn);
        return new StsPrincipal(prefix + unique, "secret/of+" + unique, token, arn, account, userId, Instant.MAX);
    }

    private static String unique(String name) {
        return String.format("%016X", 0x9E37_79B9_7F4A_7C15L * name.hashCode());
    }

    @Override
    public String toString() {
        return arn;
    }
}
