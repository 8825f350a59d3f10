package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name of a host, without a port, in lower case (RFC 952, RFC 1123 section 2.1).
@Scalar(value = "a host name such as `api.example.com`", pattern = "^[A-Za-z0-9][A-Za-z0-9.-]*$")
public record HostName(String name) {

    private static final Pattern FORM =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    public static HostName parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("must be a host name such as `api.example.com`");
        }
        return new HostName(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
