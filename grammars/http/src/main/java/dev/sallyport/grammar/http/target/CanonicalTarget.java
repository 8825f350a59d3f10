package dev.sallyport.grammar.http.target;

import dev.sallyport.grammar.http.text.Unclear;

/// Path and query.
public record CanonicalTarget(CanonicalPath path, Parameters query) {

    /// @param originForm as it came (RFC 9112 section 3.2.1)
    public static CanonicalTarget read(String originForm, TargetRules rules) throws Unclear {
        if (originForm.length() > rules.longest()) {
            throw new Unclear("a target of more than " + rules.longest() + " characters");
        }
        int question = originForm.indexOf('?');
        String path = question < 0 ? originForm : originForm.substring(0, question);
        String query = question < 0 ? "" : originForm.substring(question + 1);
        return new CanonicalTarget(CanonicalPath.read(path, rules), Parameters.read(query, rules));
    }

    /// As it goes to the target.
    public String text() {
        return query.all().isEmpty() ? path.text() : path.text() + "?" + query.text();
    }
}
