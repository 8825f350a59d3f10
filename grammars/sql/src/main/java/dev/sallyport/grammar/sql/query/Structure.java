package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Relation;
import java.util.Set;

/// Which system relations and functions describe structure only. All others (statistics hold values of columns,
/// activity shows other sessions' statements, pg_authid holds secrets) are read like any table, so that a contract has
/// to name them.
final class Structure {

    private static final Set<String> CATALOGS = Set.of(
            "pg_aggregate",
            "pg_am",
            "pg_amop",
            "pg_amproc",
            "pg_attrdef",
            "pg_attribute",
            "pg_cast",
            "pg_class",
            "pg_collation",
            "pg_constraint",
            "pg_conversion",
            "pg_database",
            "pg_depend",
            "pg_description",
            "pg_enum",
            "pg_event_trigger",
            "pg_extension",
            "pg_foreign_table",
            "pg_index",
            "pg_indexes",
            "pg_inherits",
            "pg_init_privs",
            "pg_language",
            "pg_matviews",
            "pg_namespace",
            "pg_opclass",
            "pg_operator",
            "pg_opfamily",
            "pg_partitioned_table",
            "pg_policies",
            "pg_policy",
            "pg_proc",
            "pg_publication",
            "pg_publication_namespace",
            "pg_publication_rel",
            "pg_publication_tables",
            "pg_range",
            "pg_rewrite",
            "pg_rules",
            "pg_sequence",
            "pg_statistic_ext",
            "pg_shdescription",
            "pg_tables",
            "pg_tablespace",
            "pg_transform",
            "pg_trigger",
            "pg_ts_config",
            "pg_ts_config_map",
            "pg_ts_dict",
            "pg_ts_parser",
            "pg_ts_template",
            "pg_type",
            "pg_views");

    /// Functions that tell of relations, functions and roles what stands in those catalogs, and the size of tables:
    /// who may not look into `pg_views` may not ask `pg_get_viewdef` either.
    private static final Set<String> FUNCTIONS = Set.of(
            "col_description",
            "obj_description",
            "pg_column_is_updatable",
            "pg_describe_object",
            "pg_get_constraintdef",
            "pg_get_expr",
            "pg_get_function_arg_default",
            "pg_get_function_arguments",
            "pg_get_function_identity_arguments",
            "pg_get_function_result",
            "pg_get_function_sqlbody",
            "pg_get_functiondef",
            "pg_get_indexdef",
            "pg_get_partition_constraintdef",
            "pg_get_partkeydef",
            "pg_get_replica_identity_index",
            "pg_get_ruledef",
            "pg_get_serial_sequence",
            "pg_get_statisticsobjdef",
            "pg_get_statisticsobjdef_columns",
            "pg_get_statisticsobjdef_expressions",
            "pg_get_triggerdef",
            "pg_get_userbyid",
            "pg_get_viewdef",
            "pg_identify_object",
            "pg_indexes_size",
            "pg_partition_ancestors",
            "pg_partition_root",
            "pg_partition_tree",
            "pg_relation_is_publishable",
            "pg_relation_is_updatable",
            "pg_relation_size",
            "pg_sequence_parameters",
            "pg_table_size",
            "pg_total_relation_size",
            "shobj_description");

    private Structure() {}

    /// @param function a built-in one, without its schema
    static boolean isToldBy(String function) {
        return FUNCTIONS.contains(function);
    }

    static Verb verb(Relation relation) {
        return relation.kind() == Relation.Kind.SYSTEM && describes(relation) ? Verb.DISCOVER : Verb.READ;
    }

    private static boolean describes(Relation relation) {
        return relation.schema().equals("information_schema")
                || (relation.schema().equals("pg_catalog") && CATALOGS.contains(relation.name()));
    }
}
