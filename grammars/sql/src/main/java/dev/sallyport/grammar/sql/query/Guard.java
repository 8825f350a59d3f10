package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.tree.Node;
import java.util.Map;
import java.util.Set;

/// The fields that the reader visits of nodes it takes apart by name. A field that is not here (a newer grammar, a
/// corner nobody thought of) makes the statement unknown instead of slipping by unread.
final class Guard {

    private static final Set<String> SELECT = Set.of(
            "all",
            "distinctClause",
            "fromClause",
            "groupClause",
            "groupDistinct",
            "havingClause",
            "intoClause",
            "larg",
            "limitCount",
            "limitOffset",
            "limitOption",
            "lockingClause",
            "op",
            "rarg",
            "sortClause",
            "targetList",
            "valuesLists",
            "whereClause",
            "windowClause",
            "withClause");

    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            Map.entry("SelectStmt", SELECT),
            Map.entry("WithClause", Set.of("ctes", "recursive")),
            Map.entry(
                    "CommonTableExpr",
                    Set.of("ctename", "aliascolnames", "ctematerialized", "ctequery", "search_clause", "cycle_clause")),
            Map.entry("RangeVar", Set.of("catalogname", "schemaname", "relname", "inh", "relpersistence", "alias")),
            Map.entry("RangeSubselect", Set.of("lateral", "subquery", "alias")),
            Map.entry(
                    "RangeFunction",
                    Set.of("lateral", "ordinality", "is_rowsfrom", "functions", "alias", "coldeflist")),
            Map.entry("RangeTableSample", Set.of("relation", "method", "args", "repeatable")),
            Map.entry("RangeTableFunc", Set.of("lateral", "docexpr", "rowexpr", "namespaces", "columns", "alias")),
            Map.entry(
                    "JsonTable",
                    Set.of("context_item", "pathspec", "passing", "columns", "on_error", "alias", "lateral")),
            Map.entry(
                    "JoinExpr",
                    Set.of(
                            "jointype",
                            "isNatural",
                            "larg",
                            "rarg",
                            "usingClause",
                            "join_using_alias",
                            "quals",
                            "alias",
                            "rtindex")),
            Map.entry(
                    "InsertStmt",
                    Set.of(
                            "relation",
                            "cols",
                            "selectStmt",
                            "onConflictClause",
                            "returningClause",
                            "withClause",
                            "override")),
            Map.entry(
                    "UpdateStmt",
                    Set.of("relation", "targetList", "whereClause", "fromClause", "returningClause", "withClause")),
            Map.entry("DeleteStmt", Set.of("relation", "usingClause", "whereClause", "returningClause", "withClause")),
            Map.entry(
                    "MergeStmt",
                    Set.of(
                            "relation",
                            "sourceRelation",
                            "joinCondition",
                            "mergeWhenClauses",
                            "returningClause",
                            "withClause")),
            Map.entry(
                    "MergeWhenClause",
                    Set.of("matchKind", "commandType", "override", "condition", "targetList", "values")),
            Map.entry("OnConflictClause", Set.of("action", "infer", "targetList", "whereClause")),
            Map.entry("InferClause", Set.of("indexElems", "whereClause", "conname")),
            Map.entry("ReturningClause", Set.of("options", "exprs")),
            Map.entry(
                    "CopyStmt",
                    Set.of(
                            "relation",
                            "query",
                            "attlist",
                            "is_from",
                            "is_program",
                            "filename",
                            "options",
                            "whereClause")),
            Map.entry("ExplainStmt", Set.of("query", "options")),
            Map.entry("CreateTableAsStmt", Set.of("query", "into", "objtype", "is_select_into", "if_not_exists")),
            Map.entry("DeclareCursorStmt", Set.of("portalname", "options", "query")),
            Map.entry("PrepareStmt", Set.of("name", "argtypes", "query")),
            Map.entry("ExecuteStmt", Set.of("name", "params")));

    private final Findings findings;

    Guard(Findings findings) {
        this.findings = findings;
    }

    void check(Node node) {
        Set<String> known = FIELDS.getOrDefault(node.type(), Set.of());
        for (Map.Entry<String, JsonNode> field : node.others(known)) {
            if (!field.getKey().endsWith("location")) {
                findings.unknown(
                        "syntax",
                        node.type() + "." + field.getKey(),
                        "`" + field.getKey() + "` of `" + node.type() + "` is not understood");
            }
        }
    }
}
