package dev.sallyport.authmethods.aws;

import java.util.List;

/// One configured auth method of the family `aws`.
///
/// Any value can be held; [#problems] says what is wrong with it, everything at once, and [AwsAuthMethod] is only made
/// from settings without problems.
///
/// @param name the key under `authMethods`
/// @param maxSize characters of a presented request
/// @param where a CEL condition on `claims`; blank for none
public record AwsSettings(String name, Trusted trusted, Freshness freshness, StsAccess sts, int maxSize, String where) {

    public static final int DEFAULT_MAX_SIZE = 16 * 1024;

    /// With every default.
    public static AwsSettings of(String name, Trusted trusted) {
        return new AwsSettings(name, trusted, Freshness.DEFAULT, StsAccess.DEFAULT, DEFAULT_MAX_SIZE, "");
    }

    /// Everything that is wrong, each beginning with its configuration path; empty when usable. Opens no connection.
    public List<String> problems() {
        return new AwsProblems(this).found();
    }
}
