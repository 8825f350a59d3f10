package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.Set;

/// Whether an expression may answer more than one row: then one row of VALUES is not one record.
final class SetReturning {

    /// Those of the list of harmless functions; others are denied anyway.
    private static final Set<String> FUNCTIONS = Set.of(
            "aclexplode",
            "generate_series",
            "generate_subscripts",
            "json_array_elements",
            "json_array_elements_text",
            "json_each",
            "json_each_text",
            "json_object_keys",
            "json_to_recordset",
            "jsonb_array_elements",
            "jsonb_array_elements_text",
            "jsonb_each",
            "jsonb_each_text",
            "jsonb_object_keys",
            "jsonb_path_query",
            "jsonb_path_query_tz",
            "jsonb_to_recordset",
            "pg_get_keywords",
            "pg_options_to_table",
            "pg_partition_ancestors",
            "pg_partition_tree",
            "regexp_matches",
            "regexp_split_to_table",
            "string_to_table",
            "unnest");

    private SetReturning() {}

    static boolean in(JsonNode value) {
        return Node.anyIn(
                value,
                node -> node.is("FuncCall")
                        && FUNCTIONS.contains(
                                QualifiedName.of(node.names("funcname")).name()));
    }
}
