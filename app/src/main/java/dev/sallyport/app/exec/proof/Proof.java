package dev.sallyport.app.exec.proof;

/// What a place had.
public sealed interface Proof {

    /// @param text for `subject_token`
    /// @param type for `subject_token_type`
    /// @param from where it was, for the caller's eyes
    record Found(String text, String type, String from) implements Proof {
        @Override
        public String toString() {
            return "Found[" + from + "]";
        }
    }

    /// @param why lower case, says what would have to be there
    record Absent(String why) implements Proof {}

    String JWT = "urn:ietf:params:oauth:token-type:jwt";
    String AWS = "urn:sallyport:token-type:aws";
}
