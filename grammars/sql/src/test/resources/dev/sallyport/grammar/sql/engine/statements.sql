SELECT name FROM customers WHERE id = 7
SELECT * FROM customers
SELECT * FROM customers c WHERE c.email = $1
SELECT name FROM customers WHERE id IN (1, 2, 3)
SELECT name FROM customers WHERE id = ANY ($1)
SELECT name FROM customers WHERE id = ANY (ARRAY[1,2])
SELECT name FROM customers WHERE id = ANY ('{1,2}'::int[])
SELECT name FROM customers WHERE id = 7 OR id = 8
SELECT name FROM customers WHERE id = 7 OR true
SELECT name FROM customers WHERE id = id
SELECT name FROM customers WHERE NOT id = 7
SELECT name FROM customers WHERE id = 7 AND id IN (7, 8, 9)
SELECT name FROM customers WHERE (id, email) = (7, 'a')
SELECT name FROM customers WHERE 7 = id
SELECT name FROM customers WHERE id = '007'::int
SELECT name FROM customers WHERE id = $1::int
SELECT name FROM customers WHERE id::text = '7'
SELECT name FROM customers WHERE id = 7.5
SELECT name FROM customers WHERE id = NULL
SELECT name FROM customers WHERE id = (SELECT 7)
SELECT name FROM customers WHERE id > 7
SELECT name FROM customers WHERE ref = '{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}'
SELECT name FROM customers WHERE mood = 'happy'
SELECT t.note, c.name FROM tickets t JOIN customers c ON t.customer_id = c.id WHERE c.id = 7
SELECT t.note, c.name FROM tickets t, customers c WHERE t.customer_id = c.id AND c.id = 7
SELECT t.note, c.name FROM tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE t.id = 5
SELECT t.note, c.name FROM tickets t LEFT JOIN customers c ON t.customer_id = c.id AND c.id = 7
SELECT t.note, c.name FROM tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE c.id = 7
SELECT t.note, c.name FROM customers c RIGHT JOIN tickets t ON t.customer_id = c.id WHERE t.id = 5
SELECT t.note, c.name FROM tickets t FULL JOIN customers c ON t.customer_id = c.id AND c.id = 7 WHERE t.id = 5
SELECT a.name, b.name FROM customers a JOIN customers b ON a.country = b.country WHERE a.id = 7
SELECT * FROM tickets JOIN customers USING (id) WHERE id = 7
SELECT note FROM tickets NATURAL JOIN customers WHERE id = 7
SELECT name FROM customers LIMIT 5
SELECT name FROM customers LIMIT $1
SELECT name FROM customers ORDER BY name LIMIT 5 OFFSET 500
SELECT name FROM customers FETCH FIRST 3 ROWS ONLY
SELECT name FROM customers ORDER BY name FETCH FIRST 3 ROWS WITH TIES
SELECT name FROM customers LIMIT ALL
SELECT count(*) FROM customers LIMIT 1
SELECT DISTINCT country FROM customers LIMIT 1
SELECT max(ssn) FROM customers
SELECT json_agg(c) FROM customers c
SELECT row_to_json(c) FROM customers c WHERE id = 7
SELECT count(*) FROM customers WHERE id = 7
SELECT c.name, lag(c.name) OVER (ORDER BY id) FROM customers c LIMIT 1
SELECT ssn FROM customers WHERE id = 7
SELECT substr(ssn, 1, 3) FROM customers WHERE id = 7
SELECT name FROM customers WHERE ssn = '1'
SELECT name FROM customers WHERE id = 7 ORDER BY ssn
SELECT ssn AS s FROM customers WHERE id = 7 ORDER BY s
SELECT name, ssn FROM customers WHERE id = 7 ORDER BY 2
SELECT count(*) FROM customers GROUP BY ssn
SELECT CASE WHEN ssn LIKE '1%' THEN 1 END FROM customers WHERE id = 7
SELECT x.s FROM (SELECT ssn AS s FROM customers WHERE id = 7) x WHERE x.s > '5'
SELECT name FROM customers WHERE id = 7 UNION ALL SELECT name FROM customers
SELECT name FROM customers WHERE id = 7 UNION SELECT ssn FROM customers WHERE id = 8
SELECT 1
SELECT now(), current_user
SELECT * FROM hr.payroll WHERE id = 1
SELECT * FROM payroll
TABLE customers
SELECT (SELECT name FROM customers WHERE id = 7)
SELECT 1 WHERE EXISTS (SELECT 1 FROM customers WHERE ssn = '1')
SELECT ARRAY(SELECT name FROM customers) LIMIT 1
VALUES (1, (SELECT max(salary) FROM hr.payroll))
WITH x AS (SELECT * FROM customers WHERE id = 7) SELECT name FROM x
WITH customers AS (SELECT * FROM tickets WHERE id = 1) SELECT * FROM customers
WITH x AS (SELECT name FROM customers) SELECT (SELECT string_agg(x.name, ',') FROM x)
WITH RECURSIVE r AS (SELECT id, name FROM customers WHERE id = 1 UNION ALL SELECT c.id, c.name FROM customers c, r WHERE c.id = r.id + 1) SELECT * FROM r
SELECT c.name, l.note FROM customers c, LATERAL (SELECT note FROM tickets t WHERE t.customer_id = c.id) l WHERE c.id = 7
SELECT * FROM ROWS FROM (generate_series(1, 2), unnest(ARRAY[1])) AS z(a, b)
SELECT * FROM leak()
SELECT leak(c.name) FROM customers c WHERE id = 7
SELECT * FROM customers TABLESAMPLE system (1)
SELECT j.x FROM customers c, JSON_TABLE(c.data, '$[*]' COLUMNS (x int PATH '$.x')) j WHERE c.id = 7
SELECT "Value" FROM "dotted.name" WHERE id = 1
SELECT * FROM customer_names WHERE id = 7
SELECT v FROM remote
SELECT last_value FROM tickets_id_seq
SELECT relname FROM pg_class
SELECT relname FROM pg_catalog.pg_class c WHERE c.oid = 1
SELECT most_common_vals FROM pg_stats
SELECT rolpassword FROM pg_authid
SELECT column_name FROM information_schema.columns
SELECT name FROM customers FOR UPDATE
SELECT name FROM customers WHERE id = 7 AND note::int = 1
SELECT name FROM customers WHERE id = 7 AND name::int = 1
SELECT name FROM customers WHERE id = 7 AND created_at > now() - interval '1 day' AND lower(name) LIKE 'a%'
SELECT x.n FROM (SELECT name::int AS n FROM customers WHERE id = 7) x WHERE x.n = 1
SELECT c.name FROM customers AS c (a, b, name) WHERE a = 7
SELECT j.name FROM (customers c JOIN tickets t ON t.customer_id = c.id) AS j WHERE j.name = 'x'
SELECT c.upper FROM customers c
SELECT (c).name FROM customers c WHERE id = 7
SELECT (c).leak FROM customers c WHERE id = 7
SELECT c FROM customers c WHERE c.id = 7
SELECT ctid, xmin FROM customers WHERE id = 7
SELECT public.customers.name FROM public.customers WHERE public.customers.id = 7
SELECT name FROM customers WHERE (id = 1 AND name = 'a') OR id = 2
SELECT name FROM customers WHERE id BETWEEN 7 AND 7
SELECT name FROM customers GROUP BY name HAVING count(*) = 1
SELECT name FROM customers WHERE id = 7 AND (name = 'a' OR country = 'b')
INSERT INTO tickets (customer_id, note) VALUES (7, 'x')
INSERT INTO tickets (customer_id, note) VALUES (7, 'x'), (8, 'y') RETURNING id
INSERT INTO tickets VALUES (1, 2, 3)
INSERT INTO tickets DEFAULT VALUES
INSERT INTO tickets (note) SELECT name FROM customers
INSERT INTO tickets (note) SELECT name FROM customers LIMIT 3
INSERT INTO tickets (note) SELECT 'x'
INSERT INTO tickets (id) VALUES (generate_series(1, 1000000))
INSERT INTO customers (id, ssn) VALUES (1, '2')
INSERT INTO tickets (id, note) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET note = excluded.note WHERE tickets.status = 'open'
INSERT INTO tickets (id) VALUES (1) ON CONFLICT DO NOTHING
INSERT INTO orders (id) VALUES (1)
UPDATE tickets SET status = 'closed' WHERE id = 5
UPDATE tickets SET status = 'closed' WHERE id = $1 RETURNING note
UPDATE tickets SET status = 'closed'
UPDATE tickets SET note = note || 'x' WHERE id = 5
UPDATE tickets SET note = c.ssn FROM customers c WHERE c.id = tickets.customer_id AND c.id = 7
UPDATE tickets SET (status, note) = (SELECT name, ssn FROM customers WHERE id = 7) WHERE id = 5
UPDATE customers SET ssn = '1' WHERE id = 7
UPDATE tickets SET status = 'x' WHERE CURRENT OF cur
DELETE FROM tickets WHERE id = 5
DELETE FROM tickets
DELETE FROM tickets USING customers c WHERE c.id = customer_id AND c.id = 7 RETURNING c.name
DELETE FROM tickets WHERE id = 5 OR true
TRUNCATE tickets, customers
MERGE INTO tickets t USING customers c ON t.customer_id = c.id AND t.id = 5 WHEN MATCHED THEN UPDATE SET note = c.name WHEN NOT MATCHED THEN INSERT (note) VALUES (c.ssn)
MERGE INTO tickets t USING customers c ON t.id = 5 WHEN NOT MATCHED BY SOURCE THEN DELETE
MERGE INTO tickets t USING (VALUES (1, 'a')) v (id, note) ON t.id = v.id WHEN NOT MATCHED THEN INSERT (id, note) VALUES (v.id, v.note) WHEN MATCHED THEN DO NOTHING
WITH x AS (DELETE FROM tickets RETURNING *) SELECT count(*) FROM x
WITH x AS (UPDATE customers SET name = 'x' RETURNING id) SELECT 1
SELECT name INTO copied FROM customers WHERE id = 7
CREATE TABLE copied AS SELECT name FROM customers
CREATE TABLE copied AS EXECUTE q
CREATE VIEW v AS SELECT ssn FROM customers
COPY customers TO STDOUT
COPY customers (id, name) TO STDOUT
COPY (SELECT name FROM customers WHERE id = 7) TO STDOUT
COPY (DELETE FROM tickets RETURNING id) TO STDOUT
COPY tickets (id, note) FROM STDIN
COPY tickets FROM STDIN WHERE id > 5
COPY customers TO PROGRAM 'curl'
COPY customers TO '/x'
COPY tickets FROM '/etc/passwd'
EXPLAIN ANALYZE DELETE FROM tickets
EXPLAIN SELECT name FROM customers WHERE id = 7
PREPARE q (int) AS SELECT name FROM customers WHERE id = $1
EXECUTE q (7)
EXPLAIN ANALYZE EXECUTE q (7)
DEALLOCATE q
DEALLOCATE ALL
DECLARE c CURSOR WITH HOLD FOR SELECT name FROM customers
FETCH 10 FROM c
FETCH ALL FROM c
FETCH c
FETCH BACKWARD ALL FROM c
MOVE 5 IN c
CLOSE c
CLOSE ALL
BEGIN
BEGIN READ WRITE
START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY
COMMIT
ROLLBACK
SAVEPOINT a
ROLLBACK TO a
RELEASE a
PREPARE TRANSACTION 'x'
COMMIT PREPARED 'x'
SET datestyle = 'ISO'
SET TIME ZONE 'UTC'
SET search_path = hr, public
SET LOCAL statement_timeout = 100
SET client_encoding = 'UTF8'
SET client_encoding = 'SQL_ASCII'
SET NAMES 'LATIN1'
SET standard_conforming_strings = off
SET standard_conforming_strings = on
SET ROLE postgres
SET SESSION AUTHORIZATION postgres
RESET ROLE
RESET datestyle
RESET ALL
SET TRANSACTION READ WRITE
SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE
SET default_transaction_read_only = off
SET TRANSACTION SNAPSHOT 'x'
SET session_replication_role = replica
SET "DateStyle" = 'ISO'
SELECT set_config('timezone', 'UTC', false)
SELECT set_config('search_path', 'hr', false)
SELECT pg_catalog.set_config('role', 'postgres', false)
SELECT set_config(name, 'x', false) FROM customers WHERE id = 7
SHOW timezone
SHOW ALL
DISCARD ALL
DISCARD PLANS
LISTEN x
NOTIFY x, 'y'
UNLISTEN *
LOCK TABLE tickets
DO 'BEGIN END'
CALL refund(1)
GRANT SELECT ON customers TO public
REVOKE SELECT ON customers FROM public
CREATE ROLE x SUPERUSER
ALTER ROLE agent SET search_path = hr
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public
REASSIGN OWNED BY a TO b
ALTER TABLE customers OWNER TO agent
ALTER TABLE customers DISABLE ROW LEVEL SECURITY
DROP TABLE customers, hr.payroll
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE TEMP TABLE customers (id int)
CREATE EXTENSION dblink
VACUUM customers
ANALYZE
REFRESH MATERIALIZED VIEW stats
ALTER SYSTEM SET x = 1
LOAD 'x'
CHECKPOINT
COMMENT ON TABLE customers IS 'x'
SECURITY LABEL ON TABLE customers IS 'x'
SET CONSTRAINTS ALL DEFERRED
-- nothing
SELECT 1; SELECT 2
BEGIN; SELECT name FROM customers WHERE id = 7; COMMIT
SET datestyle = ISO; SELECT name FROM customers WHERE id = 7
SELECT name FROM customers WHERE id = 7; DROP TABLE customers
SELECT leak(); SELECT 1
ROLLBACK; SELECT 1
SELECT 'unterminated
SELEC 1
SELECT name FROM customers WHERE id=7/**/--x
SELECT/**/name/**/FROM/**/customers/**/WHERE/**/id/**/=/**/7
/* DELETE FROM customers */ SELECT name FROM customers WHERE id = 7
/* a /* nested */ DROP TABLE x */ SELECT name FROM customers WHERE id = 7
SELECT name FROM customers WHERE id = 7 -- ; DROP TABLE customers
SELECT 'DROP TABLE customers; --' FROM customers WHERE id = 7
SELECT $$'; DROP TABLE customers; --$$ FROM customers WHERE id = 7
SELECT $a$ $$ ; DELETE FROM customers $a$
SELECT E'\'; DROP TABLE customers; --' FROM customers WHERE id = 7
SELECT '\'; DROP TABLE customers; --'
SELECT U&"n\0061me" FROM U&"cust\006Fmers" WHERE id = 7
SELECT U&"n!0061me" UESCAPE '!' FROM customers WHERE U&"\0069d" = 7
SELECT "NAME" FROM customers
SELECT NAME FROM CUSTOMERS WHERE ID = 7
SELECT "name" FROM "public"."customers" WHERE "id" = 7
SELECT * FROM "public.customers"
SELECT name FROM "hr.payroll"
SELECT 1; DROP TABLE customers
SELECT 1;;;DELETE FROM customers;
;
SELECT name FROM customers WHERE id = 7; DO $$ BEGIN DELETE FROM customers; END $$
WITH d AS (DELETE FROM customers RETURNING id) SELECT 1
WITH a AS (SELECT 1), b AS (INSERT INTO tickets (id) VALUES (1) RETURNING id) SELECT * FROM a
WITH a AS (WITH b AS (UPDATE customers SET name = 'x' RETURNING 1) SELECT * FROM b) SELECT * FROM a
SELECT * FROM (WITH d AS (SELECT ssn FROM customers) SELECT * FROM d) x
EXPLAIN (ANALYZE, VERBOSE) DELETE FROM customers
EXPLAIN ANALYZE CREATE TABLE x AS SELECT name FROM customers
EXPLAIN ANALYZE DECLARE c CURSOR FOR SELECT name FROM customers
SELECT * INTO TEMP x FROM customers
CREATE TEMP TABLE x AS TABLE customers
COPY (WITH d AS (DELETE FROM customers RETURNING 1) SELECT 1) TO STDOUT
COPY customers TO STDOUT WITH (FORMAT csv)
COPY customers (ssn) TO STDOUT
COPY (SELECT 1) TO PROGRAM 'sh'
SET LOCAL ROLE postgres
SET SESSION ROLE postgres
SELECT set_config('ro' || 'le', 'postgres', false)
SELECT set_config(U&'r\006Fle', 'postgres', true)
SELECT name FROM customers WHERE id = 7 FOR NO KEY UPDATE
SELECT name FROM customers WHERE id = 7 FOR SHARE OF customers
SELECT * FROM (SELECT name FROM customers FOR UPDATE) x
SELECT pg_read_file('/etc/passwd')
SELECT pg_catalog.pg_read_file('/etc/passwd')
SELECT * FROM pg_ls_dir('.')
SELECT lo_import('/etc/passwd')
SELECT lo_export(1, '/x')
SELECT * FROM dblink('host=x', 'DELETE FROM customers') AS t (a int)
SELECT query_to_xml('DELETE FROM customers', true, true, '')
SELECT table_to_xml('customers', true, true, '')
SELECT ts_stat('SELECT name FROM customers')
SELECT ts_rewrite('a', 'SELECT a, b FROM c')
SELECT pg_sleep(100)
SELECT pg_terminate_backend(1)
SELECT pg_advisory_lock(1)
SELECT pg_notify('a', 'b')
SELECT nextval('tickets_id_seq')
SELECT currtid2('customers', '(0,1)')
SELECT current_setting('x')
SELECT public.lower(name) FROM customers WHERE id = 7
SELECT name OPERATOR(public.=) 'x' FROM customers WHERE id = 7
SELECT name FROM customers WHERE id OPERATOR(public.=) 7
SELECT name FROM customers WHERE id OPERATOR(pg_catalog.=) 7
SELECT 'x'::mood
SELECT name::mood FROM customers WHERE id = 7
SELECT NULL::customers
SELECT CAST('x' AS public.text)
SELECT name FROM customers ORDER BY name USING OPERATOR(public.<) LIMIT 1
SELECT (SELECT leak(1))
SELECT name FROM customers WHERE id = 7 AND leak(name)
SELECT name FROM customers WHERE id = 7 ORDER BY leak(name)
SELECT name FROM customers WHERE id = 7 LIMIT leak(1)
SELECT count(*) FILTER (WHERE leak(name)) FROM customers WHERE id = 7
SELECT sum(1) OVER (ORDER BY leak(name)) FROM customers WHERE id = 7
SELECT sum(1) OVER w FROM customers WHERE id = 7 WINDOW w AS (PARTITION BY leak(name))
SELECT 1 FROM customers WHERE id = 7 GROUP BY GROUPING SETS ((leak(name)), ())
SELECT DISTINCT ON (leak(name)) 1 FROM customers WHERE id = 7
INSERT INTO tickets (note) VALUES (leak('x'))
INSERT INTO tickets (id) VALUES (1) RETURNING leak(note)
INSERT INTO tickets (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET note = leak('x')
INSERT INTO tickets (id) VALUES (1) ON CONFLICT (leak(note)) DO NOTHING
UPDATE tickets SET note = leak('x') WHERE id = 5
DELETE FROM tickets WHERE id = 5 RETURNING leak(note)
MERGE INTO tickets t USING customers c ON t.id = 5 WHEN MATCHED AND leak(c.name) THEN DO NOTHING
VALUES (leak(1))
SELECT * FROM ROWS FROM (leak(1), generate_series(1, 2)) x
SELECT * FROM customers c, LATERAL leak(c.id) l WHERE c.id = 7
SELECT * FROM customers TABLESAMPLE bernoulli (leak(1))
SELECT * FROM customers TABLESAMPLE evil (1)
SELECT * FROM JSON_TABLE(leak(1), '$' COLUMNS (x int PATH '$')) j
SELECT * FROM JSON_TABLE('{}', '$' COLUMNS (x int PATH '$' DEFAULT leak(1) ON EMPTY)) j
SELECT * FROM XMLTABLE('/a' PASSING leak(1) COLUMNS b int PATH 'c' DEFAULT leak(2)) x
SELECT JSON_VALUE('{}', '$' PASSING leak(1) AS x)
SELECT JSON_ARRAY(SELECT ssn FROM customers)
SELECT JSON_ARRAYAGG(name) FROM customers
SELECT xmlforest(leak(1) AS a)
SELECT ARRAY[leak(1)], ROW(leak(2)), COALESCE(NULL, leak(3)), GREATEST(1, leak(4)), CASE WHEN leak(5) THEN 1 END
SELECT (ARRAY[1])[leak(1)]
SELECT lower(VARIADIC ARRAY[leak(1)])
EXECUTE q (leak(1))
SELECT rank() OVER (ORDER BY ssn) FROM customers WHERE id = 7
SELECT string_agg(name, ',' ORDER BY ssn) FROM customers WHERE id = 7
SELECT name FROM customers ORDER BY ssn LIMIT 1
SELECT DISTINCT ssn FROM customers WHERE id = 7
SELECT ssn IS NULL FROM customers WHERE id = 7
SELECT ssn = '1' FROM customers WHERE id = 7
SELECT greatest(ssn, '5') FROM customers WHERE id = 7
SELECT ssn FROM customers WHERE id = 7 UNION ALL SELECT '1'
SELECT name FROM customers WHERE id = 7 AND EXISTS (SELECT 1 FROM customers b WHERE b.ssn = customers.name)
SELECT c.name FROM customers c JOIN tickets t ON t.note = c.ssn WHERE c.id = 7
SELECT count(*) FROM customers HAVING max(ssn) > '5'
SELECT x.y FROM (SELECT upper(ssn) AS y FROM customers WHERE id = 7) x ORDER BY x.y
SELECT x.y FROM (VALUES ((SELECT ssn FROM customers WHERE id = 7))) x (y) WHERE x.y = '1'
SELECT l FROM customers c, LATERAL upper(c.ssn) l WHERE c.id = 7
WITH x (a, b) AS (SELECT id, ssn FROM customers WHERE id = 7) SELECT a FROM x WHERE b = '1'
SELECT * FROM pg_temp.customers
SELECT * FROM other.public.customers WHERE id = 7
SELECT name FROM ONLY customers WHERE id = 7
SELECT * FROM customers NATURAL JOIN tickets
SELECT name FROM customers WHERE id = 7 AND country = 'a' AND email = 'x'
SELECT t.note FROM tickets t WHERE t.customer_id = 7 AND t.seq = 1
SELECT t.note FROM tickets t WHERE t.customer_id = 7
SELECT a.name FROM customers a JOIN tickets t ON t.customer_id = a.id JOIN customers b ON b.id = a.id WHERE b.id = 7
SELECT name FROM customers WHERE id = 7 AND 8 = id
SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = c.id AND c.id = 7)
SELECT name FROM customers WHERE (id = 7) IS TRUE
SELECT name FROM customers WHERE CASE WHEN id = 7 THEN true END
SELECT name FROM customers WHERE id = 7 = true
SELECT name FROM customers WHERE id IN (7, id)
SELECT name FROM customers WHERE id NOT IN (7)
SELECT name FROM customers WHERE id = ALL (ARRAY[7])
SELECT name FROM customers WHERE id = ANY (SELECT 7)
SELECT name FROM customers WHERE name = 'abcdef'::varchar(3)
SELECT name FROM customers WHERE name = 'abc'::char
SELECT name FROM customers WHERE id = 7::numeric(10, 2)
SELECT name FROM customers WHERE id IS NOT DISTINCT FROM 7
SELECT name FROM customers WHERE id = 7 + 0
SELECT name FROM customers WHERE active
SELECT name FROM customers WHERE active = 'yes'
SELECT name FROM customers WHERE born = '2000-01-31'
SELECT name FROM customers WHERE born = 'today'
SELECT name FROM customers WHERE created_at = '2000-01-31 00:00:00'
INSERT INTO t(a,b[1]) VALUES (1, DEFAULT) ON CONFLICT (a) WHERE b>0 DO UPDATE SET b=excluded.b WHERE t.a=1 RETURNING with (old as o) o.a, *
UPDATE t SET (a,b)=(SELECT 1,2), c.x=3 FROM u WHERE CURRENT OF cur
MERGE INTO t USING s ON t.a=s.a WHEN MATCHED AND s.b>1 THEN UPDATE SET b=s.b WHEN NOT MATCHED THEN INSERT (a) VALUES (s.a) WHEN NOT MATCHED BY SOURCE THEN DELETE
SELECT * FROM ROWS FROM (generate_series(1,2), json_to_record('{}') AS (a int)) WITH ORDINALITY AS z(p,q), LATERAL (SELECT 1) l, t TABLESAMPLE bernoulli(10) REPEATABLE (1), (a JOIN b USING (id) AS j) AS jj(x), unnest(array[1]) u(v int)
SELECT count(*) FILTER (WHERE a>1) OVER w, string_agg(DISTINCT a, ',' ORDER BY b), percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t GROUP BY GROUPING SETS ((a),ROLLUP(b)), DISTINCT_x WINDOW w AS (PARTITION BY c ORDER BY d ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
SELECT a IN (SELECT b FROM c), EXISTS (SELECT 1), ARRAY(SELECT 2), (SELECT 3), a = ANY(SELECT 1), a = ANY('{1,2}'::int[]), a = ANY($1), x NOT IN (1,2), a IS DISTINCT FROM b, a BETWEEN 1 AND 2
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SEARCH DEPTH FIRST BY n SET o CYCLE n SET c USING p SELECT * FROM r FOR UPDATE OF r SKIP LOCKED
SET client_encoding TO 'utf8'
SET LOCAL timezone = 'UTC'; SET TIME ZONE 'x'; SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ WRITE; SET ROLE x; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; RESET x; SET NAMES 'x'; SET a TO DEFAULT; SET SCHEMA 'x'; SET a.b = 1, true, -0.5
BEGIN; START TRANSACTION READ WRITE; COMMIT AND CHAIN; SAVEPOINT a; ROLLBACK TO a; RELEASE a; PREPARE TRANSACTION 'x'; COMMIT PREPARED 'x'; END; ABORT
PREPARE q(int, text) AS SELECT $1; EXECUTE q(1, 'x'); DEALLOCATE q; DEALLOCATE ALL; DECLARE c NO SCROLL CURSOR WITH HOLD FOR SELECT 1; FETCH 5 FROM c; FETCH ALL c; MOVE BACKWARD c; CLOSE c; CLOSE ALL; DISCARD ALL; DISCARD PLANS; SHOW x; SHOW ALL
COPY t(a) TO STDOUT; COPY t FROM STDIN WHERE a>1; COPY (SELECT 1) TO PROGRAM 'x'; COPY t FROM '/x'; EXPLAIN ANALYZE SELECT 1; EXPLAIN (ANALYZE, BUFFERS off) EXECUTE q
SELECT (t).a, t.*, (f(x)).*, x[1], x[1:2], ROW(1,2), (1,2) = (3,4), a COLLATE "C", a::mood, CAST(a AS numeric(3,1)), a AT TIME ZONE 'x', extract(year from a), current_date, current_user, COALESCE(a,b), GREATEST(a,b), NULLIF(a,b), a IS NULL, a IS TRUE, CASE a WHEN 1 THEN 2 END, a LIKE 'x' ESCAPE '!', a SIMILAR TO 'x', a OPERATOR(public.+) b, f(VARIADIC x), f(a => 1), -7, 0, true, B'01', NULL, U&'d\0061', interval '1' day, date '2020-01-01'
SELECT JSON_VALUE(a, '$.x' PASSING b AS c RETURNING int DEFAULT 1 ON EMPTY), JSON_OBJECT('a': b), JSON_ARRAYAGG(a ORDER BY b), JSON_SERIALIZE(a), a IS JSON, JSON(a), JSON_ARRAY(SELECT 1), JSON_EXISTS(a,'$'), JSON_QUERY(a,'$')
SELECT * FROM JSON_TABLE(a, '$[*]' COLUMNS (id FOR ORDINALITY, x int PATH '$.x', NESTED PATH '$.y' COLUMNS (y int))) jt, XMLTABLE('/a' PASSING b COLUMNS c int PATH 'd' DEFAULT e) xt
SELECT xmlelement(name a, xmlattributes(b AS c), d), xmlforest(a), xmlparse(document a), xmlserialize(content a AS text), xmlpi(name x), xmlroot(a, version '1.0'), a IS DOCUMENT, xmlconcat(a,b), xmlagg(a), xmlexists('x' PASSING a)
SELECT INTO TEMP x FROM t; CREATE TABLE a AS SELECT 1; CREATE MATERIALIZED VIEW v AS SELECT 1; CREATE TABLE a AS EXECUTE q; CREATE VIEW v AS SELECT 1; TABLE t; VALUES (1,(SELECT 2)); SELECT 1 UNION SELECT 2 ORDER BY 1 LIMIT ALL; SELECT 1 FETCH FIRST ROW WITH TIES; SELECT DISTINCT ON (a) b FROM t; SELECT ALL 1
LOCK TABLE a, b IN EXCLUSIVE MODE; LISTEN x; NOTIFY x, 'y'; UNLISTEN *; TRUNCATE a, b CASCADE; VACUUM t; ANALYZE; REINDEX TABLE t; CLUSTER; REFRESH MATERIALIZED VIEW v; DO 'x'; CALL f(1); DROP TABLE a, b.c; DROP FUNCTION f(int); GRANT SELECT ON t TO x; REVOKE a FROM b; CREATE ROLE x; ALTER ROLE x SET a=1; ALTER SYSTEM SET a=1; LOAD 'x'; COMMENT ON TABLE t IS 'x'; SECURITY LABEL ON TABLE t IS 'x'; CHECKPOINT; SET CONSTRAINTS ALL DEFERRED; ALTER TABLE t OWNER TO x; REASSIGN OWNED BY a TO b; CREATE TABLE x(a int DEFAULT f()); ALTER TABLE t RENAME TO x; CREATE INDEX ON t(a)
SELECT set_config('a','b',false), t.ctid, a.b.c.d FROM ONLY public.t AS x(p,q), db.s.u
DELETE FROM t USING u WHERE t.a=u.b RETURNING *
