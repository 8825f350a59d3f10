package dev.sallyport.testkit.aws;

/// The shapes of STS's answers.
record StsDocument(int status, String type, String text) {

    private static final String XMLNS = "xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"";

    static StsDocument identity(boolean json, String arn, String account, String userId) {
        return json
                ? new StsDocument(
                        200,
                        "application/json",
                        "{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{\"Account\":\"" + account
                                + "\",\"Arn\":\"" + arn + "\",\"UserId\":\"" + userId
                                + "\"},\"ResponseMetadata\":{\"RequestId\":\"01234567-89ab-cdef-0123-456789abcdef\"}}}")
                : xml(xmlIdentity("<Arn>" + arn + "</Arn>\n    ", account, userId));
    }

    static StsDocument xml(String text) {
        return new StsDocument(200, "text/xml", text);
    }

    static String xmlIdentity(String arns, String account, String userId) {
        return "<GetCallerIdentityResponse " + XMLNS + ">\n  <GetCallerIdentityResult>\n    " + arns + "<UserId>"
                + userId + "</UserId>\n    <Account>" + account + "</Account>\n  </GetCallerIdentityResult>\n"
                + "  <ResponseMetadata>\n    <RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>\n"
                + "  </ResponseMetadata>\n</GetCallerIdentityResponse>\n";
    }

    static StsDocument error(boolean json, int status, String code, String message) {
        return json
                ? new StsDocument(
                        status,
                        "application/json",
                        "{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"" + message
                                + "\",\"Type\":\"Sender\"},\"RequestId\":\"01234567-89ab-cdef-0123-456789abcdef\"}")
                : new StsDocument(
                        status,
                        "text/xml",
                        "<ErrorResponse " + XMLNS + ">\n  <Error>\n    <Type>Sender</Type>\n    <Code>" + code
                                + "</Code>\n    <Message>" + message
                                + "</Message>\n  </Error>\n  <RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>\n"
                                + "</ErrorResponse>\n");
    }

    /// @param arn a right one
    static StsDocument wrong(StsMisbehaviour how, boolean json, String arn, String account, String userId) {
        return switch (how) {
            case GARBAGE -> new StsDocument(200, "text/html", "<html>Sign in</html>");
            case HUGE ->
                new StsDocument(
                        200, "text/xml", xmlIdentity("<Arn>" + arn + "</Arn>", account, userId) + " ".repeat(8 << 20));
            case XXE ->
                xml("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                        + xmlIdentity("<Arn>" + arn + "&x;</Arn>", account, userId));
            case ENTITY_BOMB ->
                xml("<!DOCTYPE r [<!ENTITY a \"" + "a".repeat(1000) + "\"><!ENTITY b \"" + "&a;".repeat(1000)
                        + "\"><!ENTITY c \"" + "&b;".repeat(1000) + "\">]>"
                        + xmlIdentity("<Arn>&c;</Arn>", account, userId));
            case TWO_ARNS -> xml(xmlIdentity("<Arn>" + arn + "</Arn><Arn>" + arn + "</Arn>", account, userId));
            case TWO_ARNS_JSON ->
                new StsDocument(
                        200,
                        "application/json",
                        identity(true, arn + "\",\"Arn\":\"" + arn, account, userId)
                                .text());
            case OTHER_NAMESPACE ->
                xml(xmlIdentity("<Arn>" + arn + "</Arn>", account, userId).replace("2011-06-15", "2099-01-01"));
            case OTHER_ACCOUNT -> identity(json, arn, "999999999999", userId);
            case NO_ARN -> xml(xmlIdentity("", account, userId));
            case NOT_AN_ARN -> identity(json, "arn:aws:sts::" + account + ":assumed-role/only", account, userId);
            case THROTTLING -> error(json, 400, "Throttling", "Rate exceeded");
            case DOWN -> new StsDocument(503, "text/html", "<html>later</html>");
            case EMPTY_REFUSAL -> new StsDocument(403, "text/xml", "");
            case NONE, REDIRECT, HANG_UP, SLOW, HELD, DRIP -> throw new IllegalArgumentException("no document: " + how);
        };
    }
}
