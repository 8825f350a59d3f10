package dev.sallyport.grammar.sql.tree;

import java.util.List;

/// A name as written: `name` or `schema.name`.
///
/// @param schema empty when not written
public record QualifiedName(String schema, String name) {

    private static final String BUILT_IN = "pg_catalog";

    /// A database name in front is dropped: PostgreSQL accepts only the current one there.
    public static QualifiedName of(List<String> parts) {
        int size = parts.size();
        return new QualifiedName(size > 1 ? parts.get(size - 2) : "", size > 0 ? parts.get(size - 1) : "");
    }

    /// True when it can mean a built-in: not qualified, or by `pg_catalog`.
    public boolean isBuiltIn(String other) {
        return name.equals(other) && (schema.isEmpty() || schema.equals(BUILT_IN));
    }

    /// The name that contracts use for a relation: `public.` is left out.
    public String canonical() {
        return schema.isEmpty() || schema.equals("public") ? name : schema + "." + name;
    }

    /// The name that contracts use for a function: `pg_catalog.` is left out. `public.` is not: without it the name
    /// means the built-in first.
    public String callable() {
        return schema.isEmpty() || schema.equals(BUILT_IN) ? name : schema + "." + name;
    }
}
