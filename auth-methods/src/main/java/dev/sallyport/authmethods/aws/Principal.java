package dev.sallyport.authmethods.aws;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whom STS named, read from the ARN of its answer
/// ([IAM identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html)).
///
/// @param path of a user or role, from `/` to `/`; empty where AWS does not tell
/// @param session the session name of an assumed role, which whoever assumes it chooses; empty for others
record Principal(
        String arn,
        String partition,
        String account,
        String userId,
        Kind kind,
        String name,
        String path,
        String session) {

    private static final String NAME = "[A-Za-z0-9+=,.@_-]{1,128}";
    private static final Pattern ARN =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):(iam|sts)::(\\d{12}):([!-~]{1,1024})");
    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9+=,.@_:-]{1,256}");

    enum Kind {
        USER("iam", "user(/(?:[!-.0-~]+/)*)(" + NAME + ")()"),
        ROLE("iam", "role(/(?:[!-.0-~]+/)*)(" + NAME + ")()"),
        ROOT("iam", "()(root)()"),
        ASSUMED_ROLE("sts", "assumed-role()/(" + NAME + ")/(" + NAME + ")"),
        FEDERATED_USER("sts", "federated-user()/(" + NAME + ")()");

        private final String service;
        private final Pattern resource;

        Kind(String service, String resource) {
            this.service = service;
            this.resource = Pattern.compile(resource);
        }

        /// As the claim `type` and the ARN write it.
        String claim() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        boolean isRole() {
            return this == ROLE || this == ASSUMED_ROLE;
        }
    }

    /// @throws IOException when it is no principal of the account that STS names beside it
    static Principal of(String arn, String account, String userId) throws IOException {
        Matcher whole = ARN.matcher(arn);
        if (!whole.matches()
                || !whole.group(3).equals(account)
                || !USER_ID.matcher(userId).matches()) {
            throw new IOException("no ARN with its account and user id");
        }
        for (Kind kind : Kind.values()) {
            Matcher resource = kind.resource.matcher(whole.group(4));
            if (kind.service.equals(whole.group(2)) && resource.matches()) {
                return new Principal(
                        arn,
                        whole.group(1),
                        account,
                        userId,
                        kind,
                        resource.group(2),
                        resource.group(1),
                        resource.group(3));
            }
        }
        throw new IOException("an ARN of an unknown kind");
    }

    /// The ARN of its role, without path and session.
    Optional<String> roleArn() {
        return kind.isRole()
                ? Optional.of("arn:" + partition + ":iam::" + account + ":role/" + name)
                : Optional.empty();
    }

    /// What limits are counted under (R5): whoever assumes a role or federates a user chooses the session's or the
    /// user's name, and must not have fresh limits with each.
    String countedAs() {
        return switch (kind) {
            case USER, ROOT -> arn;
            case ROLE, ASSUMED_ROLE -> roleArn().orElseThrow();
            case FEDERATED_USER -> "arn:" + partition + ":sts::" + account + ":federated-user";
        };
    }

    SortedMap<String, Object> claims(String region) {
        SortedMap<String, Object> claims = new TreeMap<>();
        claims.put("arn", arn);
        claims.put("partition", partition);
        claims.put("account", account);
        claims.put("user_id", userId);
        claims.put("type", kind.claim());
        claims.put("region", region);
        known(claims, kind.isRole() ? "role" : "user", kind == Kind.ROOT ? "" : name);
        known(claims, kind.isRole() ? "role_path" : "user_path", path);
        known(claims, "session_name", session);
        return claims;
    }

    private static void known(SortedMap<String, Object> claims, String name, String value) {
        if (!value.isEmpty()) {
            claims.put(name, value);
        }
    }
}
