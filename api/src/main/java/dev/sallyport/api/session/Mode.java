package dev.sallyport.api.session;

/// `OBSERVE` suspends door two only, and ends at a configured time (R20).
public enum Mode {
    ENFORCE,
    OBSERVE
}
