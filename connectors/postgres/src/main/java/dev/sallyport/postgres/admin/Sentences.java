package dev.sallyport.postgres.admin;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.Kind;

/// The long sentences of [AdminStatement]. Objects with an oid below 16384 came with the server
/// (`FirstNormalObjectId`);
/// `pg_depend` has no rows for those that are pinned, so a row that names a function or operator names a user's.
final class Sentences {

    private Sentences() {}

    static final String PUBLIC_PRIVILEGES = """
            SELECT p.kind, p.name, pg_catalog.string_agg(DISTINCT p.privilege, ', ' ORDER BY p.privilege)
            FROM (
              SELECT 'database' AS kind, d.datname::text AS name, a.privilege_type AS privilege
              FROM pg_catalog.pg_database d
              CROSS JOIN LATERAL pg_catalog.aclexplode(
                COALESCE(d.datacl, pg_catalog.acldefault('d', d.datdba))) a
              WHERE a.grantee = 0 AND NOT d.datistemplate
              UNION ALL
              SELECT 'schema', n.nspname::text, a.privilege_type
              FROM pg_catalog.pg_namespace n
              CROSS JOIN LATERAL pg_catalog.aclexplode(
                COALESCE(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) a
              WHERE a.grantee = 0
              UNION ALL
              SELECT CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, n.nspname || '.' || c.relname,
                a.privilege_type
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(c.relacl, pg_catalog.acldefault(
                CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) a
              WHERE a.grantee = 0
              UNION ALL
              SELECT 'column', n.nspname || '.' || c.relname || '.' || t.attname, a.privilege_type
              FROM pg_catalog.pg_attribute t
              JOIN pg_catalog.pg_class c ON c.oid = t.attrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              CROSS JOIN LATERAL pg_catalog.aclexplode(t.attacl) a
              WHERE a.grantee = 0 AND NOT t.attisdropped
              UNION ALL
              SELECT 'function', n.nspname || '.' || p.proname || '('
                || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', a.privilege_type
              FROM pg_catalog.pg_proc p
              JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
              CROSS JOIN LATERAL pg_catalog.aclexplode(
                COALESCE(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
              WHERE a.grantee = 0
              UNION ALL
              SELECT 'language', l.lanname::text, a.privilege_type
              FROM pg_catalog.pg_language l
              CROSS JOIN LATERAL pg_catalog.aclexplode(
                COALESCE(l.lanacl, pg_catalog.acldefault('l', l.lanowner))) a
              WHERE a.grantee = 0 AND l.lanpltrusted
            ) AS p
            WHERE p.kind IN ('database', 'language')
              OR NOT (p.name ~ '^(pg_catalog|information_schema)(\\.|$)' OR p.name ~ '^pg_(toast|temp)')
            GROUP BY p.kind, p.name
            ORDER BY p.kind, p.name""";

    /// oid, schema, name, kind, row estimate, runs code of its own, has inheritance children
    static final String RELATIONS = """
            WITH user_code AS (
              SELECT d.classid, d.objid FROM pg_catalog.pg_depend d
              WHERE d.refclassid IN ('pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_operator'::regclass)
            ), running AS (
              SELECT r.ev_class AS oid FROM pg_catalog.pg_rewrite r WHERE r.rulename <> '_RETURN'
              UNION
              SELECT t.tgrelid FROM pg_catalog.pg_trigger t WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'
              UNION
              SELECT r.ev_class FROM user_code u JOIN pg_catalog.pg_rewrite r ON r.oid = u.objid
              WHERE u.classid = 'pg_catalog.pg_rewrite'::regclass
              UNION
              SELECT p.polrelid FROM user_code u JOIN pg_catalog.pg_policy p ON p.oid = u.objid
              WHERE u.classid = 'pg_catalog.pg_policy'::regclass
              UNION
              SELECT a.adrelid FROM user_code u JOIN pg_catalog.pg_attrdef a ON a.oid = u.objid
              WHERE u.classid = 'pg_catalog.pg_attrdef'::regclass
              UNION
              SELECT c.conrelid FROM user_code u JOIN pg_catalog.pg_constraint c ON c.oid = u.objid
              WHERE u.classid = 'pg_catalog.pg_constraint'::regclass
              UNION
              SELECT a.attrelid FROM user_code u JOIN pg_catalog.pg_constraint c ON c.oid = u.objid
              JOIN pg_catalog.pg_attribute a ON a.atttypid = c.contypid
              WHERE u.classid = 'pg_catalog.pg_constraint'::regclass AND c.contypid <> 0
              UNION
              SELECT i.indrelid FROM user_code u JOIN pg_catalog.pg_index i ON i.indexrelid = u.objid
              WHERE u.classid = 'pg_catalog.pg_class'::regclass
              UNION
              SELECT u.objid FROM user_code u WHERE u.classid = 'pg_catalog.pg_class'::regclass
            )
            SELECT c.oid, n.nspname, c.relname, c.relkind::text, c.reltuples::int8,
              c.relkind = 'f' OR EXISTS (SELECT FROM running r WHERE r.oid = c.oid),
              c.relkind <> 'p' AND EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
              AND n.nspname <> 'pg_toast'
            ORDER BY c.oid""";

    /// view, version of its text
    static final String VIEWS = """
            SELECT c.oid, r.oid::text || '.' || r.xmin::text
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
            WHERE c.relkind = 'v' AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            ORDER BY c.oid""";

    /// view, text; the gateway's own search path has no schema of a user's, so all names have theirs
    static final String DEFINITIONS = """
            SELECT c.oid, pg_catalog.pg_get_viewdef(c.oid)
            FROM pg_catalog.pg_class c
            WHERE c.relkind = 'v' AND c.oid IN ({literals})
            ORDER BY c.oid""";

    /// The last column is the type that [Kind] goes by.
    static final String COLUMNS = """
            SELECT a.attrelid, a.attname, a.attnum, a.atttypid,
              CASE WHEN t.typtype = 'e' OR b.typtype = 'e' THEN %s
                WHEN l.collisdeterministic THEN %s
                WHEN a.attcollation <> t.typcollation THEN 0
                WHEN t.typtype = 'd' THEN t.typbasetype::bigint
                WHEN e.typtype = 'e' AND t.typcategory = 'A' THEN %s
                ELSE a.atttypid::bigint END
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
            LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
            LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
              AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attrelid, a.attnum""".formatted(BuiltIn.ANYENUM.oid(), Kind.OTHER_COLLATION, BuiltIn.ANYARRAY.oid());

    /// relation, index, column: only indexes that are valid, immediate, not partial, without expressions, of the
    /// default operator class and of the column's own collation, so that the index means by "equal" what `=` means
    static final String UNIQUE_KEYS = """
            SELECT i.indrelid, i.indexrelid, a.attname
            FROM pg_catalog.pg_index i
            CROSS JOIN LATERAL pg_catalog.generate_series(0, i.indnkeyatts - 1) AS k(at)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.at]
            WHERE i.indisunique AND i.indisvalid AND i.indislive AND i.indimmediate
              AND i.indpred IS NULL AND i.indexprs IS NULL
              AND NOT EXISTS (
                SELECT FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS o(at)
                JOIN pg_catalog.pg_opclass c ON c.oid = i.indclass[o.at]
                JOIN pg_catalog.pg_attribute b ON b.attrelid = i.indrelid AND b.attnum = i.indkey[o.at]
                WHERE NOT c.opcdefault OR i.indcollation[o.at] <> b.attcollation)
            ORDER BY i.indrelid, i.indexrelid, k.at""";

    /// Touching the first touches the second: views and rules, children, policies, cascading foreign
    /// keys; whether the second is a child, whose rows count for the first; and whether the plan of a
    /// statement that names the first shows the second.
    static final String REACHES = """
            SELECT r.ev_class, d.refobjid, false, true
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
            JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
            WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
              AND d.refobjid <> r.ev_class AND c.relkind <> 'm'
            UNION
            SELECT h.inhparent, h.inhrelid, true, true FROM pg_catalog.pg_inherits h
            UNION
            SELECT p.polrelid, d.refobjid, false, true
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_policy p ON p.oid = d.objid
            WHERE d.classid = 'pg_catalog.pg_policy'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
              AND d.refobjid <> p.polrelid
            UNION
            SELECT k.confrelid, k.conrelid, false, false FROM pg_catalog.pg_constraint k
            WHERE k.contype = 'f' AND (k.confdeltype IN ('c', 'n', 'd') OR k.confupdtype IN ('c', 'n', 'd'))""";

    /// schema, name, all built in, any of them an aggregate, oids
    static final String FUNCTIONS = """
            SELECT n.nspname, p.proname, pg_catalog.bool_and(p.oid < 16384), pg_catalog.bool_or(p.prokind = 'a'),
              pg_catalog.string_agg(p.oid::text, ',' ORDER BY p.oid)
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            GROUP BY n.nspname, p.proname
            ORDER BY n.nspname, p.proname""";

    /// schema, name, all built in and without side effects
    static final String OPERATORS = """
            SELECT n.nspname, o.oprname,
              pg_catalog.bool_and(o.oid < 16384 AND p.oid < 16384 AND p.provolatile <> 'v')
            FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
            JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode
            GROUP BY n.nspname, o.oprname
            ORDER BY n.nspname, o.oprname""";

    static final String TYPES = """
            SELECT t.typname FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname = 'pg_catalog' AND t.oid < 16384 AND t.typtype IN ('b', 'r', 'm')
            ORDER BY t.typname""";

    /// schema, name, types of the arguments, came with the server, takes more than these types: of every name
    /// that is both a built-in's and a user's
    static final String FUNCTION_OVERLOADS = """
            SELECT n.nspname, p.proname, pg_catalog.array_to_string(p.proargtypes::oid[], ','), p.oid < 16384,
              p.provariadic <> 0 OR p.pronargdefaults > 0 OR EXISTS (
                SELECT FROM pg_catalog.pg_type t
                WHERE t.oid = ANY (p.proargtypes::oid[]) AND t.typtype NOT IN ('b', 'e', 'r', 'm'))
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE p.proname IN (SELECT u.proname FROM pg_catalog.pg_proc u WHERE u.oid >= 16384)
              AND p.proname IN (SELECT b.proname FROM pg_catalog.pg_proc b WHERE b.oid < 16384)
            ORDER BY p.oid""";

    /// The same of operators; without side effects as well.
    static final String OPERATOR_OVERLOADS = """
            SELECT n.nspname, o.oprname, o.oprleft || ',' || o.oprright,
              o.oid < 16384 AND p.oid < 16384 AND p.provolatile <> 'v',
              EXISTS (
                SELECT FROM pg_catalog.pg_type t
                WHERE t.oid IN (o.oprleft, o.oprright) AND t.typtype NOT IN ('b', 'e', 'r', 'm'))
            FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
            JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode
            WHERE o.oprname IN (SELECT u.oprname FROM pg_catalog.pg_operator u WHERE u.oid >= 16384)
            ORDER BY o.oid""";

    /// From and to, of those that the server applies without being asked.
    static final String CASTS = """
            SELECT c.castsource, c.casttarget FROM pg_catalog.pg_cast c WHERE c.castcontext = 'i'
            ORDER BY c.castsource, c.casttarget""";
}
