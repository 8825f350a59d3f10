package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Statements about the session (R4) and about structure.
/// Each line: a statement, its parameters after `<-`, and its operations in the words of [Words].
class ConversationTest {

    /// Settings outside the list, roles and what undoes the lease are never mere session operations.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            EXPLAIN ANALYZE DELETE FROM tickets => DELETE tickets all
            EXPLAIN SELECT name FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique
            PREPARE q (int) AS SELECT name FROM customers WHERE id = $1 => READ customers[id,name] id= unique
            EXECUTE q (7) => UNKNOWN prepared statement q
            EXPLAIN ANALYZE EXECUTE q (7) => UNKNOWN prepared statement q
            DEALLOCATE q => READ session prepared statement at most 0
            DEALLOCATE ALL => READ session prepared statement at most 0
            DECLARE c CURSOR WITH HOLD FOR SELECT name FROM customers => READ customers[name] all
            FETCH 10 FROM c => READ session cursor at most 10
            FETCH ALL FROM c => READ session cursor at most 9223372036854775807
            FETCH c => READ session cursor at most 1
            FETCH BACKWARD ALL FROM c => READ session cursor at most 9223372036854775807
            MOVE 5 IN c => READ session cursor at most 0
            CLOSE c => READ session cursor at most 0
            CLOSE ALL => READ session cursor at most 0
            BEGIN => READ session transaction at most 0
            BEGIN READ WRITE => READ session transaction at most 0; READ session setting at most 0
            START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY => READ session transaction at most 0; READ session setting at most 0
            COMMIT => READ session transaction at most 0
            ROLLBACK => READ session transaction at most 0
            SAVEPOINT a => READ session transaction at most 0
            ROLLBACK TO a => READ session transaction at most 0
            RELEASE a => READ session transaction at most 0
            PREPARE TRANSACTION 'x' => UNKNOWN statement
            COMMIT PREPARED 'x' => UNKNOWN statement
            SET datestyle = 'ISO' => READ session setting at most 0
            SET TIME ZONE 'UTC' => READ session setting at most 0
            SET search_path = hr, public => UNKNOWN setting search_path
            SET LOCAL statement_timeout = 100 => READ session setting at most 0
            SET client_encoding = 'UTF8' => READ session setting at most 0
            SET client_encoding = 'SQL_ASCII' => UNKNOWN setting client_encoding
            SET NAMES 'LATIN1' => UNKNOWN setting client_encoding
            SET standard_conforming_strings = off => UNKNOWN setting standard_conforming_strings
            SET standard_conforming_strings = on => READ session setting at most 0
            SET ROLE postgres => GRANT role postgres all
            SET SESSION AUTHORIZATION postgres => GRANT role postgres all
            SET ROLE NONE => GRANT role none all
            RESET ROLE => READ session setting at most 0
            SET ROLE TO DEFAULT => READ session setting at most 0
            SET SESSION AUTHORIZATION DEFAULT => READ session setting at most 0
            RESET SESSION AUTHORIZATION => READ session setting at most 0
            DISCARD SEQUENCES => READ session plans at most 0
            DISCARD TEMP => READ session temp at most 0
            RESET datestyle => READ session setting at most 0
            RESET ALL => READ session setting at most 0
            SET TRANSACTION READ WRITE => READ session setting at most 0
            SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE => READ session setting at most 0
            SET default_transaction_read_only = off => READ session setting at most 0
            SET TRANSACTION SNAPSHOT 'x' => UNKNOWN setting TRANSACTION SNAPSHOT
            SET session_replication_role = replica => UNKNOWN setting session_replication_role
            SET "DateStyle" = 'ISO' => READ session setting at most 0
            SELECT set_config('timezone', 'UTC', false) => READ session setting at most 0
            SELECT set_config('search_path', 'hr', false) => UNKNOWN setting search_path
            SELECT pg_catalog.set_config('role', 'postgres', false) => GRANT role postgres all
            SELECT set_config(name, 'x', false) FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique; UNKNOWN function set_config
            SHOW timezone => READ session setting at most 1
            SHOW ALL => READ session setting at most 1
            DISCARD ALL => READ session everything at most 0
            DISCARD PLANS => READ session plans at most 0
            LISTEN x => EXECUTE channel x all
            NOTIFY x, 'y' => SHARE channel x all
            UNLISTEN * => READ session channel at most 0
            UNLISTEN x => READ session channel at most 0
            SELECT pg_advisory_unlock_all(); CLOSE ALL; UNLISTEN *; RESET ALL => READ session locks at most 0; READ session cursor at most 0; READ session channel at most 0; READ session setting at most 0
            LOCK TABLE tickets => EXECUTE tickets all {locks}
            SET CONSTRAINTS ALL DEFERRED => READ session constraints at most 0
            """)
    void session(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }

    /// DDL defines, rights are granted, code is unknown.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            DO 'BEGIN END' => UNKNOWN statement DO
            CALL refund(1) => UNKNOWN statement CALL
            GRANT SELECT ON customers TO public => GRANT structure customers all
            REVOKE SELECT ON customers FROM public => GRANT structure customers all
            CREATE ROLE x SUPERUSER => GRANT structure all
            ALTER ROLE agent SET search_path = hr => GRANT structure all; UNKNOWN setting search_path
            ALTER ROLE agent SET statement_timeout = 0 => GRANT structure all; UNKNOWN setting statement_timeout
            ALTER ROLE agent SET statement_timeout = 100 => GRANT structure all; READ session setting at most 0
            ALTER ROLE agent RESET role => GRANT structure all; READ session setting at most 0
            ALTER ROLE agent RESET ALL => GRANT structure all; UNKNOWN setting all
            ALTER DATABASE crm SET statement_timeout = 0 => DEFINE structure all; UNKNOWN setting statement_timeout
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public => GRANT structure all
            REASSIGN OWNED BY a TO b => GRANT structure all
            ALTER TABLE customers OWNER TO agent => DEFINE structure customers all
            ALTER TABLE customers DISABLE ROW LEVEL SECURITY => DEFINE structure customers all
            DROP TABLE customers, hr.payroll => DEFINE structure customers all; DEFINE structure hr.payroll all
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1' => DEFINE structure all
            CREATE TEMP TABLE customers (id int) => DEFINE structure customers all
            CREATE EXTENSION dblink => DEFINE structure all
            VACUUM customers => DEFINE structure all
            ANALYZE => DEFINE structure all
            REFRESH MATERIALIZED VIEW stats => DEFINE structure stats all
            ALTER SYSTEM SET x = 1 => UNKNOWN statement ALTER SYSTEM
            LOAD 'x' => UNKNOWN statement LOAD
            CHECKPOINT => UNKNOWN statement CHECK POINT
            COMMENT ON TABLE customers IS 'x' => DEFINE structure all
            SECURITY LABEL ON TABLE customers IS 'x' => DEFINE structure all
            """)
    void structure(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }
}
