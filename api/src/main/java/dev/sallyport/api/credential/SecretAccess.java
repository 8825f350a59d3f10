package dev.sallyport.api.credential;

/// The word to search for: every place that reads a secret says `SecretAccess.because(…)` and why.
public final class SecretAccess {

    private final String why;

    private SecretAccess(String why) {
        this.why = why;
    }

    public static SecretAccess because(String why) {
        return new SecretAccess(why);
    }

    @Override
    public String toString() {
        return why;
    }
}
