package dev.sallyport.postgres.admin;

import dev.sallyport.postgres.target.Minting;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The closed list (R10): every sentence that the gateway itself may say to a PostgreSQL target, apart from the
/// driver's `BEGIN`, `COMMIT` and `ROLLBACK`. Functions and catalogs are written with their schema.
///
/// A gap such as `{identifier}` is filled by a [Part] of that kind, in order. What changes something
/// has two forms: one for an account that may do it, and one for an account that only calls the
/// functions of `sallyport target setup` (R15).
public enum AdminStatement {

    // --- minting

    /// Until the transaction ends: a role that a crash of the server takes back has lost its sessions with
    /// it.
    NO_SYNC("SET LOCAL synchronous_commit = off"),

    /// role, connections, valid until
    CREATE_ROLE(
            "CREATE ROLE {identifier} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
                    + " NOBYPASSRLS CONNECTION LIMIT {number} VALID UNTIL {literal} PASSWORD NULL",
            "SELECT sallyport.create_lease({identifier}, {number}, {literal})"),
    /// Roles and verifiers (`role verifier`, one a line) come from a variable of the transaction, so that no verifier
    /// stands in a statement: the server may log statements, and pg_stat_statements keeps them.
    SET_VERIFIERS(
            "DO $sallyport$ DECLARE lease text; BEGIN FOREACH lease IN ARRAY pg_catalog.string_to_array("
                    + "pg_catalog.current_setting('sallyport.verifiers'), E'\\n') LOOP EXECUTE pg_catalog.format("
                    + "'ALTER ROLE %I PASSWORD %L', pg_catalog.split_part(lease, ' ', 1), pg_catalog.split_part(lease, ' ', 2));"
                    + " END LOOP; END $sallyport$",
            "SELECT sallyport.set_verifiers()"),
    GRANT_CONNECT(
            "GRANT CONNECT ON DATABASE {identifier} TO {identifiers}",
            "SELECT sallyport.grant_connect({identifier}, {identifiers})"),
    GRANT_SCHEMA(
            "GRANT USAGE ON SCHEMA {identifier} TO {identifiers}",
            "SELECT sallyport.grant_schema({identifier}, {identifiers})"),
    GRANT_TABLE(
            "GRANT {privilege} ON TABLE {name} TO {identifiers}",
            "SELECT sallyport.grant_table({privilege}, {name}, {identifiers})"),
    GRANT_FUNCTION(
            "GRANT EXECUTE ON FUNCTION {signature} TO {identifiers}",
            "SELECT sallyport.grant_function({signature}, {identifiers})"),
    GRANT_SEQUENCE(
            "GRANT USAGE ON SEQUENCE {name} TO {identifiers}",
            "SELECT sallyport.grant_sequence({name}, {identifiers})"),
    /// R8: nothing temporary comes before anything else.
    SET_SEARCH_PATH(
            "ALTER ROLE {identifier} SET search_path = {identifiers}, pg_temp",
            "SELECT sallyport.set_search_path({identifier}, {identifiers})"),
    SET_READ_ONLY(
            "ALTER ROLE {identifier} SET default_transaction_read_only = on",
            "SELECT sallyport.set_lease({identifier}, 'default_transaction_read_only', 'on')"),
    SET_STATEMENT_TIMEOUT(
            "ALTER ROLE {identifier} SET statement_timeout = {number}",
            "SELECT sallyport.set_lease({identifier}, 'statement_timeout', '{number}')"),
    SET_IDLE_TIMEOUT(
            "ALTER ROLE {identifier} SET idle_in_transaction_session_timeout = {number}",
            "SELECT sallyport.set_lease({identifier}, 'idle_in_transaction_session_timeout', '{number}')"),
    SET_LOCK_TIMEOUT(
            "ALTER ROLE {identifier} SET lock_timeout = {number}",
            "SELECT sallyport.set_lease({identifier}, 'lock_timeout', '{number}')"),
    /// PostgreSQL 17 and newer, where it is configured.
    SET_TRANSACTION_TIMEOUT(
            "ALTER ROLE {identifier} SET transaction_timeout = {number}",
            "SELECT sallyport.set_lease({identifier}, 'transaction_timeout', '{number}')"),
    SET_ENCODING(
            "ALTER ROLE {identifier} SET client_encoding = 'UTF8'",
            "SELECT sallyport.set_lease({identifier}, 'client_encoding', 'UTF8')"),
    SET_STRINGS(
            "ALTER ROLE {identifier} SET standard_conforming_strings = on",
            "SELECT sallyport.set_lease({identifier}, 'standard_conforming_strings', 'on')"),

    // --- looking before minting

    PUBLIC_CONNECTS("SELECT pg_catalog.has_database_privilege('public', pg_catalog.current_database(), 'CONNECT')"),
    /// Schemas that not everybody may use, or that are not there.
    CLOSED_SCHEMAS("SELECT s.name FROM pg_catalog.unnest(ARRAY[{literals}]::text[]) AS s(name) WHERE s.name IS NOT NULL"
            + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = s.name"
            + " AND pg_catalog.has_schema_privilege('public', n.oid, 'USAGE'))"),
    /// Columns of the named relations, and which of them stand in a unique index.
    TABLE_COLUMNS("SELECT n.nspname, c.relname, a.attname, EXISTS (SELECT FROM pg_catalog.pg_index i WHERE"
            + " i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND a.attnum = ANY (i.indkey::int2[]))"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
            + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND (n.nspname, c.relname) IN ({names})"
            + " ORDER BY c.oid, a.attnum"),
    /// The table whose column owns each of the named sequences.
    SEQUENCE_OWNERS("SELECT sn.nspname, s.relname, tn.nspname, t.relname FROM pg_catalog.pg_class s"
            + " JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace"
            + " JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = s.oid"
            + " AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')"
            + " JOIN pg_catalog.pg_class t ON t.oid = d.refobjid"
            + " JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace"
            + " WHERE s.relkind = 'S' AND (sn.nspname, s.relname) IN ({names})"),

    // --- destroying

    /// Each role's name and oid, and whether the account may already act for it.
    FIND_ROLES(
            "SELECT r.rolname, r.oid, pg_catalog.pg_has_role(r.oid, 'USAGE') FROM pg_catalog.pg_roles r"
                    + " WHERE r.rolname IN ({literals})",
            "SELECT r.rolname, r.oid, true FROM pg_catalog.pg_roles r WHERE r.rolname IN ({literals})"),
    LOCK_OUT(
            "ALTER ROLE {identifier} NOLOGIN CONNECTION LIMIT 0 PASSWORD NULL VALID UNTIL '-infinity'",
            "SELECT sallyport.lock_out({identifier})"),
    /// An account that is no superuser must be a member of a role before it may end its back ends and drop what it
    /// owns. Through the functions: of one that is locked out and has lost its grants, where they cannot do
    /// it.
    JOIN("GRANT {identifier} TO CURRENT_USER", "SELECT sallyport.surrender({identifier})"),
    /// The role's oid, for each back end that was there.
    TERMINATE(
            "SELECT a.usesysid, pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_stat_get_activity(NULL) a"
                    + " WHERE a.usesysid IN ({numbers})",
            "SELECT r.oid, t.ended FROM pg_catalog.unnest(ARRAY[{numbers}]::int8[]) AS r(oid)"
                    + " CROSS JOIN LATERAL sallyport.terminate(r.oid) AS t(ended)"),
    PREPARED_TRANSACTIONS(
            "SELECT p.owner, p.gid, p.database FROM pg_catalog.pg_prepared_xacts p WHERE p.owner IN ({literals})"),
    BECOME("SET ROLE {identifier}"),
    ROLLBACK_PREPARED("ROLLBACK PREPARED {literal}"),
    /// With the role's oid every database where something belongs to it or names it.
    DATABASES_TOUCHED("SELECT DISTINCT s.refobjid, d.datname FROM pg_catalog.pg_shdepend s"
            + " JOIN pg_catalog.pg_database d ON d.oid = s.dbid"
            + " WHERE s.refclassid = 'pg_catalog.pg_authid'::regclass AND s.refobjid IN ({numbers})"),
    DROP_OWNED("DROP OWNED BY {identifier}", "SELECT sallyport.drop_owned({identifier})"),
    /// To the powerless attic only (R13).
    REASSIGN_OWNED(
            "REASSIGN OWNED BY {identifier} TO {identifier}", "SELECT sallyport.give_away({identifier}, {identifier})"),
    CREATE_ATTIC(
            "CREATE ROLE {identifier} NOLOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
                    + " NOBYPASSRLS",
            "SELECT sallyport.create_attic({identifier})"),
    /// Whether the attic is as powerless as it must be.
    ATTIC_POWERLESS("SELECT NOT (r.rolsuper OR r.rolcanlogin OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication"
            + " OR r.rolbypassrls OR EXISTS (SELECT FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid))"
            + " FROM pg_catalog.pg_roles r WHERE r.rolname = {literal}"),
    DROP_ROLE("DROP ROLE {identifier}", "SELECT sallyport.drop_lease({identifier})"),
    /// What is left of roles: the name of each that is there, the oid that each back end has. They are asked for below
    /// the view `pg_stat_activity`, whose joins take the server longer to plan than to answer.
    REMAINS("SELECT r.rolname::text, 0::oid FROM pg_catalog.pg_roles r WHERE r.rolname IN ({literals})"
            + " UNION ALL SELECT '', a.usesysid FROM pg_catalog.pg_stat_get_activity(NULL) a"
            + " WHERE a.usesysid IN ({numbers})"),

    // --- the sessions of an account

    /// When the process of an account began; the empty text where the gateway's own account may not see that.
    BACK_END_START("SELECT COALESCE(pg_catalog.date_part('epoch', a.backend_start)::text, '')"
            + " FROM pg_catalog.pg_stat_activity a WHERE a.pid = {number} AND a.usename = {literal}"),
    TERMINATE_ONE("SELECT pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_stat_activity a"
            + " WHERE a.pid = {number} AND a.usename = {literal}"
            + " AND COALESCE(pg_catalog.date_part('epoch', a.backend_start)::text, '') = {literal}"),

    // --- sweeping

    ROLES_LIKE("SELECT r.rolname FROM pg_catalog.pg_roles r WHERE pg_catalog.starts_with(r.rolname::text, {literal})"
            + " AND NOT r.rolsuper ORDER BY r.rolname"),

    // --- what PUBLIC may

    PUBLIC_PRIVILEGES(Sentences.PUBLIC_PRIVILEGES),

    // --- the catalog

    CATALOG_SNAPSHOT("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"),
    CATALOG_RELATIONS(Sentences.RELATIONS),
    CATALOG_VIEWS(Sentences.VIEWS),
    /// To write a view out the server locks the tables behind it (ACCESS SHARE) until the transaction ends.
    CATALOG_DEFINITIONS(Sentences.DEFINITIONS),
    CATALOG_BRIEFLY("SET LOCAL lock_timeout = '100ms'"),
    CATALOG_COLUMNS(Sentences.COLUMNS),
    CATALOG_UNIQUE_KEYS(Sentences.UNIQUE_KEYS),
    CATALOG_REACHES(Sentences.REACHES),
    CATALOG_FUNCTIONS(Sentences.FUNCTIONS),
    CATALOG_OPERATORS(Sentences.OPERATORS),
    CATALOG_TYPES(Sentences.TYPES),
    CATALOG_FUNCTION_OVERLOADS(Sentences.FUNCTION_OVERLOADS),
    CATALOG_OPERATOR_OVERLOADS(Sentences.OPERATOR_OVERLOADS),
    CATALOG_CASTS(Sentences.CASTS);

    private static final Pattern GAP = Pattern.compile("\\{[a-z]+}");

    private final String template;
    private final String byFunctions;

    AdminStatement(String template) {
        this(template, template);
    }

    AdminStatement(String template, String byFunctions) {
        this.template = template;
        this.byFunctions = byFunctions;
    }

    public String template(Minting minting) {
        return switch (minting) {
            case DIRECT -> template;
            case FUNCTIONS -> byFunctions;
        };
    }

    /// @throws IllegalArgumentException when the parts are not of the kinds that the gaps ask for
    public AdminSql with(Part... parts) {
        List<String> wanted =
                GAP.matcher(template).results().map(MatchResult::group).toList();
        List<String> given = Arrays.stream(parts).map(Part::gap).toList();
        if (!given.equals(wanted)) {
            throw new IllegalArgumentException(name() + ": takes `" + wanted + "`");
        }
        return new AdminSql(this, List.of(parts));
    }

    String text(Minting minting, List<Part> parts) {
        Iterator<Part> next = parts.iterator();
        boolean arguments = minting == Minting.FUNCTIONS && !byFunctions.equals(template);
        return GAP.matcher(template(minting))
                .replaceAll(_ -> Matcher.quoteReplacement(
                        arguments ? next.next().argument() : next.next().sql()));
    }
}
