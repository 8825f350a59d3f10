package dev.sallyport.authmethods.aws;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a signed request, read by one strict pattern: `https`, a lower-case name, no user, no port, the path
/// `/`, plain parameters. There is nothing in it that two readers could understand differently.
///
/// @param query as written, without `?`; empty for none
/// @param parameters each once, values still percent-encoded
record StsUrl(String host, String query, SortedMap<String, String> parameters) {

    private static final Pattern URL = Pattern.compile("https://([a-z0-9.-]{1,253})/(?:\\?([!-~]+))?");
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9-]{1,64})=((?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})*+)");

    private static final String ACTION = "GetCallerIdentity";
    private static final String VERSION = "2011-06-15";

    static StsUrl parse(String text) throws NotProven {
        Matcher match = URL.matcher(text);
        if (!match.matches()) {
            throw Malformed.because("the address is not of the form `https://HOST/?PARAMETERS` without user and port");
        }
        String query = match.group(2) == null ? "" : match.group(2);
        return new StsUrl(match.group(1), query, parameters(query));
    }

    /// A query, or a form body (which has the same rules here).
    static SortedMap<String, String> parameters(String text) throws NotProven {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            Matcher match = PARAMETER.matcher(part);
            if (!match.matches()) {
                throw Malformed.because("a parameter is not `name=value` with percent-encoding");
            }
            if (parameters.put(match.group(1), match.group(2)) != null) {
                throw Malformed.because("a parameter occurs twice " + Quoted.of(match.group(1)));
            }
        }
        return parameters;
    }

    /// Takes action and version out: what is left is for the caller to know.
    ///
    /// @throws NotProven when it asks for anything but `GetCallerIdentity` of version 2011-06-15
    static SortedMap<String, String> besideTheAction(Map<String, String> parameters) throws NotProven {
        if (!ACTION.equals(parameters.get("Action")) || !VERSION.equals(parameters.get("Version"))) {
            throw Malformed.because("not a request for Action=" + ACTION + " and Version=" + VERSION);
        }
        SortedMap<String, String> rest = new TreeMap<>(parameters);
        rest.remove("Action");
        rest.remove("Version");
        return rest;
    }
}
