package dev.sallyport.app.inspect;

import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.AllowEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.ResourceName;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.rules.Canonical;
import dev.sallyport.app.wiring.PostgresFrom;
import dev.sallyport.grammar.sql.catalog.Relation.Kind;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a configuration gives away of a target's structure.
final class ConfiguredRelations {

    private final Map<QualifiedName, AssumedRelation> relations = new LinkedHashMap<>();

    private ConfiguredRelations() {}

    static Map<QualifiedName, AssumedRelation> of(Configuration configuration, String target, TargetEntry entry) {
        ConfiguredRelations found = new ConfiguredRelations();
        PostgresFrom.roles(target, entry.roles()).values().forEach(grants -> grants.forEach(found::grant));
        Canonical.keys(entry.sensitive())
                .forEach((table, columns) -> found.relation(name(table)).columns(columns));
        configuration.purposes().values().forEach(purpose -> purpose.allow().forEach(line -> found.line(target, line)));
        return found.relations;
    }

    private void grant(Grant grant) {
        switch (grant) {
            case Grant.OnTables on ->
                on.tables().forEach(table -> relation(table).columns(on.columns()));
            case Grant.OnFunctions _, Grant.OnSequences _ -> {
                // no relations with columns
            }
        }
    }

    private void line(String target, AllowEntry line) {
        if (line.effect().verb() == Verb.EXECUTE) {
            return;
        }
        for (ResourceName resource : line.effect().resources()) {
            if (resource.target().equals(target) && !resource.isEvery()) {
                AssumedRelation relation = relation(name(Canonical.name(resource.name())));
                relation.columns(line.fields());
                relation.columns(line.sensitive());
                relation.keys(line.keyedBy());
            }
        }
    }

    private AssumedRelation relation(QualifiedName name) {
        return relations.computeIfAbsent(name, called -> new AssumedRelation(called, Kind.TABLE));
    }

    /// Back from the canonical name.
    private static QualifiedName name(String canonical) {
        int dot = canonical.indexOf('.');
        return dot < 0
                ? new QualifiedName("public", canonical)
                : new QualifiedName(canonical.substring(0, dot), canonical.substring(dot + 1));
    }
}
