package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reaching for the server instead of its data: catalogs, stored passwords, functions that tell of the
/// server, wait, or touch files and the network.
final class SystemStops {

    private static final Set<String> FUNCTIONS = Set.of(
            "VERSION",
            "USER",
            "DATABASE",
            "SCHEMA",
            "CURRENT_DATABASE",
            "SQLITE_VERSION",
            "HOST_NAME",
            "CURRENT_SETTING",
            "SYSTEM_USER",
            "SESSION_USER",
            "INET_SERVER_ADDR",
            "SET_CONFIG");
    private static final Set<String> DANGEROUS = Set.of(
            "SLEEP",
            "PG_SLEEP",
            "BENCHMARK",
            "LOAD_FILE",
            "XP_CMDSHELL",
            "EXTRACTVALUE",
            "UPDATEXML",
            "PG_READ_FILE",
            "PG_READ_BINARY_FILE",
            "PG_LS_DIR",
            "LO_IMPORT",
            "LO_EXPORT",
            "DBLINK",
            "DBLINK_EXEC",
            "LOAD_EXTENSION",
            "WRITEFILE",
            "READFILE",
            "OPENROWSET",
            "QUERY_TO_XML",
            "DATABASE_TO_XML",
            "TABLE_TO_XML",
            "SP_EXECUTESQL");
    private static final Set<String> CATALOGS = Set.of(
            "information_schema",
            "pg_catalog",
            "sqlite_master",
            "sqlite_schema",
            "sqlite_temp_master",
            "msysobjects",
            "sysobjects",
            "syscolumns",
            "all_tables",
            "all_tab_columns",
            "user_tables",
            "pg_tables",
            "pg_class",
            "pg_database",
            "pg_roles",
            "pg_stat_activity",
            "pg_settings",
            "pg_proc",
            "pg_namespace",
            "pg_attribute");
    private static final Set<String> SECRETS =
            Set.of("pg_shadow", "pg_authid", "pg_user", "pg_user_mapping", "sysusers", "syslogins", "sql_logins");
    private static final Pattern STRUCTURE = Pattern.compile(
            "\\b(?:schema|schemas|catalog|metadata|structure|tables|columns|views|indexes|databases|roles|sessions|settings|"
                    + "version|server|current user|current database)\\b");

    private SystemStops() {}

    static void add(Stops stops, Question question, Outline outline) {
        boolean structure = STRUCTURE.matcher(question.text()).find();
        List<Token> tokens = outline.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean call = token.kind() == Kind.WORD
                    && InjectionStops.get(tokens, i + 1).symbol("(");
            String name = Names.plain(token.text());
            boolean named = token.kind() == Kind.WORD || token.kind() == Kind.NAME || token.kind() == Kind.DOUBLE;
            stops.when(
                    call && token.word(DANGEROUS),
                    "dangerous-function",
                    "the statement calls `" + Shown.of(name) + "`");
            boolean tells = (call && token.word(FUNCTIONS)) || (named && name.startsWith("@@"));
            stops.when(
                    tells && !structure, "server-asked", "the statement asks about the server, the request does not");
            boolean secret = (named && SECRETS.contains(name))
                    || (named
                            && name.equals("mysql")
                            && InjectionStops.get(tokens, i + 1).symbol("."));
            stops.when(secret, "stored-passwords", "the statement reads where the server keeps its accounts");
            stops.when(
                    named && CATALOGS.contains(name) && !structure,
                    "catalog-asked",
                    "the statement reads the server's catalog `" + Shown.of(name)
                            + "`, the request does not speak of it");
        }
    }
}
