package dev.sallyport.mcp.schema;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;

/// A `pattern` that takes time in proportion to the text, whatever it is: the JDK's own can take for
/// ever. What it does not know (look-around, back-references) makes the schema unfit.
record LinearPattern(Pattern pattern) implements RegularExpression {

    static RegularExpression of(String regex) {
        return new LinearPattern(Pattern.compile(regex));
    }

    @Override
    public boolean matches(String value) {
        return pattern.matcher(value).find();
    }
}
