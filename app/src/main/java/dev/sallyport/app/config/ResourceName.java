package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A resource of a target, as written: `crm/customers`, `crm/hr.payroll`, `crm/*`.
///
/// @param name within the target; `*` for every resource of it
@Scalar(value = "a resource such as `crm/customers`, or `crm/*`", pattern = "^[A-Za-z0-9][A-Za-z0-9_-]*/\\S+$")
public record ResourceName(String target, String name) {

    public static final String EVERY = "*";

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,62})/(\\*|[^\\s*\\p{Cntrl}]{1,255})");

    public static ResourceName parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("must be a resource such as `crm/customers`, or `crm/*`");
        }
        return new ResourceName(match.group(1), match.group(2));
    }

    public boolean isEvery() {
        return name.equals(EVERY);
    }

    @Override
    public String toString() {
        return target + "/" + name;
    }
}
