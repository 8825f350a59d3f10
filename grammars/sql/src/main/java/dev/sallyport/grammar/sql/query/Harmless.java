package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/// Functions, operators and types must be built in and free of side effects (R9); everything else is reported.
final class Harmless {

    /// Gives up the session's own locks and touches nobody else's: pools call it when a connection comes back.
    private static final String UNLOCK = "pg_advisory_unlock_all";

    private final View view;
    private final Findings findings;
    private final Settings settings;

    Harmless(View view, Findings findings, Settings settings) {
        this.view = view;
        this.findings = findings;
        this.settings = settings;
    }

    /// @param types of the arguments, as far as they are certain; empty when nothing is said about them
    void function(QualifiedName name, List<Node> arguments, Optional<List<Long>> types) {
        if (name.isBuiltIn("set_config")) {
            findings.barrier();
            settings.function(view, arguments).ifPresentOrElse(findings::add, () -> unlisted(name));
        } else if (name.isBuiltIn(UNLOCK) && view.catalog().builtInFunction(name.schema(), name.name())) {
            findings.add(Draft.session(view, "locks", 0, ""));
        } else if (name.isBuiltIn("current_setting")) {
            settings.told(arguments).ifPresentOrElse(told -> builtIn(name, told), () -> unlisted(name));
        } else if (!view.catalog().harmlessFunction(name.schema(), name.name())
                && types.filter(known -> view.catalog().harmlessFunction(name.schema(), name.name(), known))
                        .isEmpty()) {
            unlisted(name, ": `functions` of a rule's line can allow it");
        } else if (Structure.isToldBy(name.name())) {
            Resource told = new Resource(view.target(), "function", "pg_catalog." + name.name(), List.of());
            findings.add(Draft.of(Verb.DISCOVER, told, ""));
        }
    }

    /// A built-in that is harmless with these arguments, unless another of its name may be meant.
    private void builtIn(QualifiedName name, Extent.Told told) {
        if (!view.catalog().builtInFunction(name.schema(), name.name())) {
            unlisted(name);
        } else if (!told.isDecided()) {
            findings.add(Draft.session(view, "setting", told));
        }
    }

    private void unlisted(QualifiedName name) {
        unlisted(name, "");
    }

    private void unlisted(QualifiedName name, String advice) {
        String function = "function `" + name.callable() + "` is not ";
        if (view.catalog().knowsFunction(name.schema(), name.name())) {
            findings.unknown(
                    "function", name.callable(), function + "on the list of side-effect-free built-ins" + advice);
        } else {
            findings.missing(Mistake.Kind.FUNCTION, name.callable(), function + "known");
        }
    }

    void operator(QualifiedName name) {
        if (!view.catalog().harmlessOperator(name.schema(), name.name())) {
            strange(name);
        }
    }

    void strange(QualifiedName name) {
        findings.unknown("operator", name.callable(), "operator `" + name.callable() + "` is not a harmless built-in");
    }

    void operator(String name) {
        operator(new QualifiedName("", name));
    }

    void type(Node typeName) {
        QualifiedName name = QualifiedName.of(typeName.names("names"));
        if (typeName.flag("pct_type") || !view.catalog().builtInType(name.schema(), name.name())) {
            findings.unknown("type", name.callable(), "type `" + name.callable() + "` is not built in");
        }
    }
}
