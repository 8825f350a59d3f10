package dev.sallyport.sessions.task;

/// What a session token is bound to, so that a stolen one is of no use elsewhere (R17).
///
/// @param value the certificate's SHA-256 (RFC 8705 section 3.1) or the key's thumbprint (RFC 9449 section
/// 6.1), both
///     base64url; or an address without its port
public record Binding(Kind kind, String value) {

    public enum Kind {
        CERTIFICATE("certificate", "x5t#S256"),
        DPOP("dpop", "jkt"),
        ADDRESS("address", "sallyport_address");

        private final String word;
        private final String member;

        Kind(String word, String member) {
            this.word = word;
            this.member = member;
        }

        public String word() {
            return word;
        }

        /// The member of `cnf` (RFC 7800).
        public String member() {
            return member;
        }
    }

    /// The address in what a connector or listener calls its peer, such as `/10.0.0.7:50123` or
    /// `/[::1]:50123`.
    public static String host(String peer) {
        String address = peer.substring(peer.lastIndexOf('/') + 1);
        int colon = address.lastIndexOf(':');
        boolean port = colon > 0 && (address.indexOf(':') == colon || address.charAt(colon - 1) == ']');
        String host = port ? address.substring(0, colon) : address;
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
