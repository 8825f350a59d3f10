--- look at who runs this
DO $setup$
BEGIN
  IF pg_catalog.current_setting('is_superuser') = 'on' THEN
    -- the verifier of the gateway's account shall not stand in the server's log
    PERFORM pg_catalog.set_config('log_statement', 'none', true);
    PERFORM pg_catalog.set_config('log_min_duration_statement', '-1', true);
  END IF;
END $setup$;
SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL check_function_bodies = on;

--- make the roles: the gateway's account, and the owner of the functions, as whom nobody logs in
DO $setup$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = {owner.text}) THEN
    CREATE ROLE {owner} NOLOGIN INHERIT CREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = {account.text}) THEN
    CREATE ROLE {account} LOGIN INHERIT NOCREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS;
  END IF;
END $setup$;
ALTER ROLE {owner} NOLOGIN INHERIT CREATEROLE PASSWORD NULL;
DO $setup$
BEGIN
  -- who is no superuser becomes the owner to make what it owns, until the last step
  IF pg_catalog.current_setting('is_superuser') = 'off' THEN
    GRANT {owner} TO CURRENT_USER;
  END IF;
END $setup$;
ALTER ROLE {account} LOGIN INHERIT NOCREATEROLE PASSWORD {verifier};

--- take over what the account made by its own power before
DO $setup$
DECLARE
  lease name;
  held record;
BEGIN
  FOR lease IN
    SELECT r.rolname FROM pg_catalog.pg_roles r
    WHERE r.rolname = '{prefix}_attic' OR r.rolname ~ '^{prefix}_{instance}_[0-9]{1,11}_[0-9a-f]{16}$'
  LOOP
    EXECUTE pg_catalog.format('GRANT %I TO {owner} WITH ADMIN OPTION', lease);
    FOR held IN
      SELECT g.rolname AS grantor FROM pg_catalog.pg_auth_members m
      JOIN pg_catalog.pg_roles r ON r.oid = m.roleid
      JOIN pg_catalog.pg_roles a ON a.oid = m.member
      JOIN pg_catalog.pg_roles g ON g.oid = m.grantor
      WHERE r.rolname = lease AND a.rolname = {account.text}
    LOOP
      EXECUTE pg_catalog.format('REVOKE %I FROM {account} GRANTED BY %I CASCADE', lease, held.grantor);
    END LOOP;
  END LOOP;
END $setup$;

--- look whether the roles are as small as they must be
DO $setup$
DECLARE
  found text;
BEGIN
  SELECT r.rolname INTO found FROM pg_catalog.pg_roles r
  WHERE r.rolname IN ({owner.text}, {account.text})
    AND (r.rolsuper OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls);
  IF found IS NOT NULL THEN
    RAISE EXCEPTION 'take SUPERUSER, CREATEDB, REPLICATION and BYPASSRLS from the role, or use another: %', found;
  END IF;
  SELECT pg_catalog.string_agg(a.rolname || ' of ' || g.rolname, ', ') INTO found
  FROM pg_catalog.pg_auth_members m
  JOIN pg_catalog.pg_roles a ON a.oid = m.member
  JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
  WHERE (a.rolname = {account.text}
      OR a.rolname = {owner.text} AND g.rolname !~ '^{prefix}_([a-z][a-z0-9]{0,15}_[0-9]{1,11}_[0-9a-f]{16}|attic)$');
  IF found IS NOT NULL THEN
    RAISE EXCEPTION 'end the membership: %', found;
  END IF;
END $setup$;

--- make the schema of the functions
DO $setup$
DECLARE
  found name;
BEGIN
  SELECT r.rolname INTO found FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_roles r ON r.oid = n.nspowner
  WHERE n.nspname = '{prefix}';
  IF found IS NULL THEN
    CREATE SCHEMA {prefix} AUTHORIZATION {owner};
  ELSIF found <> {owner.text} THEN
    RAISE EXCEPTION 'the schema {prefix} belongs to somebody else, drop it or give it away: %', found;
  END IF;
END $setup$;
SET LOCAL ROLE {owner};
REVOKE ALL ON SCHEMA {prefix} FROM PUBLIC, {account};
GRANT USAGE ON SCHEMA {prefix} TO {account};
-- which account makes the leases of which gateway
CREATE TABLE IF NOT EXISTS {prefix}.account (
  account name, instance text, target text, PRIMARY KEY (account, instance, target));
-- the most that a lease of a template may be given; columns NULL: all but the sensitive ones
CREATE TABLE IF NOT EXISTS {prefix}.template (
  instance text NOT NULL, target text NOT NULL, template text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('table', 'function', 'sequence')), privilege text NOT NULL,
  schema text NOT NULL, name text NOT NULL, columns text[], sensitive text[] NOT NULL, keys boolean NOT NULL);
REVOKE ALL ON TABLE {prefix}.account, {prefix}.template FROM PUBLIC, {account};

--- make the functions
-- Inner ones, which the account may not call, check; whoever calls one of the others gets past these first.
CREATE OR REPLACE FUNCTION {prefix}.require_own(lease text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  -- every check must see what others committed before it
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'use read committed transactions' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  IF (lease ~ '^{prefix}_[a-z][a-z0-9]{0,15}_[0-9]{1,11}_[0-9a-f]{16}$' AND EXISTS (
      SELECT FROM {prefix}.account a WHERE a.account = session_user AND a.instance = split_part(lease, '_', 2)
    )) IS NOT TRUE THEN
    RAISE EXCEPTION 'not a lease of this gateway: %', quote_nullable(lease) USING ERRCODE = 'insufficient_privilege';
  END IF;
END $function$;

-- A lease that still may be given something: nobody but the owner has got hold of it, nobody ended it.
CREATE OR REPLACE FUNCTION {prefix}.require_fresh(lease text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  PERFORM {prefix}.require_own(lease);
  PERFORM pg_advisory_xact_lock(hashtextextended(lease, 0));
  IF NOT EXISTS (
      SELECT FROM pg_roles r WHERE r.rolname = lease AND r.rolcanlogin AND NOT EXISTS (
        SELECT FROM pg_auth_members m JOIN pg_roles o ON o.oid = m.member
        WHERE m.roleid = r.oid AND o.rolname <> current_user)) THEN
    RAISE EXCEPTION 'the lease is over: %', quote_nullable(lease) USING ERRCODE = 'insufficient_privilege';
  END IF;
END $function$;

-- A lease that may be ended: an own one, or any that is past its time.
CREATE OR REPLACE FUNCTION {prefix}.require_ending(lease text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  IF (lease ~ '^{prefix}_[a-z][a-z0-9]{0,15}_[0-9]{1,11}_[0-9a-f]{16}$'
      AND to_timestamp(split_part(lease, '_', 3)::bigint) < clock_timestamp()) IS NOT TRUE THEN
    PERFORM {prefix}.require_own(lease);
  END IF;
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.template_of(lease text) RETURNS text
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $function$
  SELECT shobj_description(r.oid, 'pg_authid') FROM pg_roles r WHERE r.rolname = lease
$function$;

CREATE OR REPLACE FUNCTION {prefix}.is_key(of_schema text, of_table text, key text) RETURNS boolean
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $function$
  SELECT EXISTS (
    SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey::int2[])
    WHERE n.nspname = of_schema AND c.relname = of_table AND a.attname = key AND i.indisunique AND i.indisvalid)
$function$;

CREATE OR REPLACE FUNCTION {prefix}.list(leases text[]) RETURNS text
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $function$
  SELECT string_agg(quote_ident(lease), ', ') FROM unnest(leases) AS lease
$function$;

CREATE OR REPLACE FUNCTION {prefix}.join_in(role_name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  IF NOT pg_has_role(current_user, role_name, 'USAGE') THEN
    EXECUTE format('GRANT %I TO %I', role_name, current_user);
  END IF;
END $function$;

-- Whether the template of each lease has a line for that.
CREATE OR REPLACE FUNCTION {prefix}.require_granted(
  leases text[], of_kind text, of_privilege text, of_schema text, of_name text, some_columns text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  lease text;
  one text;
BEGIN
  FOREACH lease IN ARRAY leases LOOP
    PERFORM {prefix}.require_fresh(lease);
    -- an empty text stands for the whole
    FOREACH one IN ARRAY CASE cardinality(some_columns) WHEN 0 THEN ARRAY[''] ELSE some_columns END LOOP
      IF NOT EXISTS (
          SELECT FROM {prefix}.template t
          WHERE t.instance = split_part(lease, '_', 2) AND t.target || '/' || t.template = {prefix}.template_of(lease)
            AND t.kind = of_kind AND t.privilege = of_privilege AND t.schema = of_schema AND t.name = of_name
            AND CASE WHEN one = '' THEN t.columns IS NULL AND NOT t.keys AND cardinality(t.sensitive) = 0
              ELSE CASE WHEN t.columns IS NULL THEN one <> ALL (t.sensitive) ELSE one = ANY (t.columns) END
                AND (NOT t.keys OR {prefix}.is_key(of_schema, of_name, one)) END) THEN
        RAISE EXCEPTION 'more than the template has: % on %.% %: run sallyport target setup again after a change',
          of_privilege, of_schema, of_name, one USING ERRCODE = 'insufficient_privilege';
      END IF;
    END LOOP;
  END LOOP;
END $function$;

-- From here on what the account calls. Making a lease:
CREATE OR REPLACE FUNCTION {prefix}.create_lease(lease text, connections bigint, until text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  PERFORM {prefix}.require_own(lease);
  IF (connections BETWEEN 1 AND 10) IS NOT TRUE THEN
    RAISE EXCEPTION 'use 1 to 10 connections: %', connections USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (until::timestamptz <= to_timestamp(split_part(lease, '_', 3)::bigint) + interval '1 second'
      AND until::timestamptz <= clock_timestamp() + interval '8 days') IS NOT TRUE THEN
    RAISE EXCEPTION 'use the time in the name, at most 8 days from now: %', until
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
    ' CONNECTION LIMIT %s VALID UNTIL %L PASSWORD NULL', lease, connections, until);
END $function$;

-- Roles, verifiers and templates (one lease a line) come from a variable, which no log shows.
CREATE OR REPLACE FUNCTION {prefix}.set_verifiers() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  line text;
  lease text;
  template text;
BEGIN
  FOREACH line IN ARRAY string_to_array(current_setting('sallyport.verifiers'), E'\n') LOOP
    lease := split_part(line, ' ', 1);
    template := split_part(line, ' ', 3);
    PERFORM {prefix}.require_fresh(lease);
    IF split_part(line, ' ', 2) !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
      RAISE EXCEPTION 'not a verifier' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF {prefix}.template_of(lease) IS NOT NULL THEN
      RAISE EXCEPTION 'the lease has a template' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L', lease, split_part(line, ' ', 2));
    EXECUTE format('COMMENT ON ROLE %I IS %L', lease, template);
  END LOOP;
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.set_search_path(lease text, schemas text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  PERFORM {prefix}.require_fresh(lease);
  EXECUTE format('ALTER ROLE %I SET search_path = %s, pg_temp', lease, {prefix}.list(schemas));
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.set_lease(lease text, setting text, value text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  PERFORM {prefix}.require_fresh(lease);
  IF (setting IN ('statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout', 'transaction_timeout')
      AND value ~ '^[0-9]{1,10}$'
      OR (setting, value) IN (('default_transaction_read_only', 'on'), ('client_encoding', 'UTF8'),
        ('standard_conforming_strings', 'on'))) IS NOT TRUE THEN
    RAISE EXCEPTION 'not a setting of leases: %', setting USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('ALTER ROLE %I SET %s = %L', lease, setting, value);
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.grant_connect(database text, leases text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  lease text;
BEGIN
  FOREACH lease IN ARRAY leases LOOP
    PERFORM {prefix}.require_fresh(lease);
  END LOOP;
  IF (database = current_database()) IS NOT TRUE THEN
    RAISE EXCEPTION 'another database: %', database USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %s', database, {prefix}.list(leases));
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.grant_schema(of_schema text, leases text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  lease text;
BEGIN
  FOREACH lease IN ARRAY leases LOOP
    PERFORM {prefix}.require_fresh(lease);
    IF NOT EXISTS (
        SELECT FROM {prefix}.template t
        WHERE t.instance = split_part(lease, '_', 2) AND t.target || '/' || t.template = {prefix}.template_of(lease)
          AND t.schema = of_schema) THEN
      RAISE EXCEPTION 'more than the template has: schema %: run sallyport target setup again after a change', of_schema
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  END LOOP;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %s', of_schema, {prefix}.list(leases));
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.grant_table(
  privilege text, some_columns text[], of_schema text, of_table text, leases text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  PERFORM {prefix}.require_granted(leases, 'table', privilege, of_schema, of_table, some_columns);
  EXECUTE format('GRANT %s %s ON TABLE %I.%I TO %s', privilege,
    CASE WHEN cardinality(some_columns) > 0 THEN '(' || {prefix}.list(some_columns) || ')' END,
    of_schema, of_table, {prefix}.list(leases));
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.grant_sequence(of_schema text, of_sequence text, leases text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  PERFORM {prefix}.require_granted(leases, 'sequence', 'USAGE', of_schema, of_sequence, '{}');
  EXECUTE format('GRANT USAGE ON SEQUENCE %I.%I TO %s', of_schema, of_sequence, {prefix}.list(leases));
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.grant_function(signature text, leases text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  called regprocedure := signature::regprocedure;
  stands text;
  of_schema text;
BEGIN
  SELECT t.schema, t.name INTO of_schema, stands FROM {prefix}.template t
  WHERE t.kind = 'function' AND to_regprocedure(t.name) = called LIMIT 1;
  PERFORM {prefix}.require_granted(leases, 'function', 'EXECUTE', of_schema, stands, '{}');
  EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', called, {prefix}.list(leases));
END $function$;

-- Ending a lease:
CREATE OR REPLACE FUNCTION {prefix}.lock_out(lease text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  PERFORM {prefix}.require_ending(lease);
  EXECUTE format(
    'ALTER ROLE %I NOLOGIN CONNECTION LIMIT 0 PASSWORD NULL VALID UNTIL ''-infinity''', lease);
  PERFORM {prefix}.join_in(lease);
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.terminate(lease bigint) RETURNS SETOF boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  called name;
BEGIN
  SELECT r.rolname INTO called FROM pg_roles r WHERE r.oid = lease;
  IF called IS NOT NULL THEN
    PERFORM {prefix}.require_ending(called);
  END IF;
  RETURN QUERY SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a WHERE a.usesysid = lease;
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.drop_owned(lease text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  held record;
BEGIN
  PERFORM {prefix}.require_ending(lease);
  -- DROP OWNED takes privileges on columns back by way of the table, and is refused where nothing is held of that.
  FOR held IN
    SELECT n.nspname, c.relname, a.attname
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
      aclexplode(a.attacl) e
    WHERE a.attacl IS NOT NULL AND e.grantee = (SELECT r.oid FROM pg_roles r WHERE r.rolname = lease)
      AND e.grantor = (SELECT r.oid FROM pg_roles r WHERE r.rolname = current_user)
    GROUP BY 1, 2, 3
  LOOP
    EXECUTE format('REVOKE ALL (%I) ON TABLE %I.%I FROM %I', held.attname, held.nspname, held.relname, lease);
  END LOOP;
  EXECUTE format('DROP OWNED BY %I', lease);
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.drop_lease(lease text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  PERFORM {prefix}.require_ending(lease);
  EXECUTE format('DROP ROLE %I', lease);
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.create_attic(attic text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  IF (attic = '{prefix}_attic') IS NOT TRUE THEN
    RAISE EXCEPTION 'not the attic: %', attic USING ERRCODE = 'insufficient_privilege';
  END IF;
  CREATE ROLE {prefix}_attic NOLOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
END $function$;

CREATE OR REPLACE FUNCTION {prefix}.give_away(lease text, attic text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
  PERFORM {prefix}.require_ending(lease);
  IF (attic = '{prefix}_attic') IS NOT TRUE OR NOT EXISTS (
      SELECT FROM pg_roles r WHERE r.rolname = attic AND NOT (r.rolsuper OR r.rolcanlogin OR r.rolcreatedb
        OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls)
        AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)) THEN
    RAISE EXCEPTION 'not a powerless attic: %', attic USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM {prefix}.join_in(attic);
  EXECUTE format('REASSIGN OWNED BY %I TO %I', lease, attic);
END $function$;

-- Some things only a member may do, and no function: rolling back a prepared transaction, dropping in another database.
-- So the account becomes a member of a lease that is locked out, and only once it holds no privilege any more.
CREATE OR REPLACE FUNCTION {prefix}.surrender(lease text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  self oid;
  held record;
BEGIN
  PERFORM {prefix}.require_ending(lease);
  PERFORM pg_advisory_xact_lock(hashtextextended(lease, 0));
  SELECT r.oid INTO self FROM pg_roles r WHERE r.rolname = lease AND NOT r.rolcanlogin;
  IF self IS NULL THEN
    RAISE EXCEPTION 'lock the lease out first: %', lease USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR held IN
    WITH dependent AS (
      SELECT DISTINCT d.classid, d.objid FROM pg_shdepend d
      WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = self AND d.deptype = 'a'
        AND d.dbid IN (0, (SELECT b.oid FROM pg_database b WHERE b.datname = current_database()))
    )
    SELECT format('%s ON %s %I.%I', a.privilege_type, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
      n.nspname, c.relname) AS what
    FROM dependent d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a WHERE a.grantee = self
    UNION ALL
    SELECT format('%s (%I) ON TABLE %I.%I', a.privilege_type, t.attname, n.nspname, c.relname)
    FROM dependent d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute t ON t.attrelid = c.oid
    CROSS JOIN LATERAL aclexplode(t.attacl) a WHERE a.grantee = self
    UNION ALL
    SELECT 'EXECUTE ON ROUTINE ' || d.objid::regprocedure::text FROM dependent d WHERE d.classid = 'pg_proc'::regclass
    UNION ALL
    SELECT 'USAGE ON SCHEMA ' || d.objid::regnamespace::text FROM dependent d
    WHERE d.classid = 'pg_namespace'::regclass
    UNION ALL
    SELECT format('CONNECT ON DATABASE %I', b.datname)
    FROM dependent d JOIN pg_database b ON d.classid = 'pg_database'::regclass AND b.oid = d.objid
  LOOP
    EXECUTE format('REVOKE %s FROM %I CASCADE', held.what, lease);
  END LOOP;
  IF EXISTS (
      SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = self AND d.deptype = 'a'
        AND d.dbid IN (0, (SELECT b.oid FROM pg_database b WHERE b.datname = current_database())))
    OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = self) THEN
    RAISE EXCEPTION 'the lease holds what the owner of the functions did not give it: %', lease
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('GRANT %I TO %I', lease, session_user);
END $function$;

--- let the account call them, and nobody else
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {prefix} FROM PUBLIC, {account};
GRANT EXECUTE ON FUNCTION
  {prefix}.create_lease(text, bigint, text), {prefix}.set_verifiers(), {prefix}.set_search_path(text, text[]),
  {prefix}.set_lease(text, text, text), {prefix}.grant_connect(text, text[]), {prefix}.grant_schema(text, text[]),
  {prefix}.grant_table(text, text[], text, text, text[]), {prefix}.grant_sequence(text, text, text[]),
  {prefix}.grant_function(text, text[]), {prefix}.lock_out(text), {prefix}.terminate(bigint),
  {prefix}.drop_owned(text), {prefix}.drop_lease(text), {prefix}.create_attic(text), {prefix}.give_away(text, text),
  {prefix}.surrender(text)
TO {account};

--- write down the templates
DELETE FROM {prefix}.account a WHERE a.instance = {instance.text} AND a.target = {target.text};
INSERT INTO {prefix}.account (account, instance, target) VALUES ({account.text}, {instance.text}, {target.text});
DELETE FROM {prefix}.template t WHERE t.instance = {instance.text} AND t.target = {target.text};
{templates}
RESET ROLE;

--- give the owner what the templates hold, and take it from the account
REVOKE ALL ON DATABASE {database} FROM {account} CASCADE;
GRANT CONNECT ON DATABASE {database} TO {account};
GRANT CONNECT ON DATABASE {database} TO {owner} WITH GRANT OPTION;
{grants}

--- look whether the account can still read
DO $setup$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT t.schema || '.' || t.name AS called, pg_catalog.has_any_column_privilege('public', c.oid, 'SELECT')
        OR pg_catalog.has_table_privilege('public', c.oid, 'INSERT, UPDATE, DELETE') AS everybody
    FROM (SELECT DISTINCT t.schema, t.name FROM {prefix}.template t WHERE t.kind = 'table') AS t
    JOIN pg_catalog.pg_namespace n ON n.nspname = t.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = t.name
    WHERE pg_catalog.has_any_column_privilege({account.text}, c.oid, 'SELECT, INSERT, UPDATE')
      OR pg_catalog.has_table_privilege({account.text}, c.oid, 'DELETE')
  LOOP
    IF found.everybody THEN
      RAISE WARNING 'everybody may use the table, and so may the gateway''s account: %', found.called;
    ELSE
      RAISE EXCEPTION 'revoke from the gateway''s account what it may still do on the table: %', found.called;
    END IF;
  END LOOP;
  FOR found IN
    SELECT t.schema || '.' || t.name AS called, t.privilege
    FROM (SELECT DISTINCT t.schema, t.name, t.privilege, t.columns FROM {prefix}.template t
      WHERE t.kind = 'table' AND t.instance = {instance.text} AND t.target = {target.text}) AS t
    JOIN pg_catalog.pg_namespace n ON n.nspname = t.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = t.name
    WHERE CASE WHEN t.columns IS NULL
      THEN NOT pg_catalog.has_table_privilege({owner.text}, c.oid, t.privilege || ' WITH GRANT OPTION')
      ELSE NOT pg_catalog.has_any_column_privilege({owner.text}, c.oid, t.privilege || ' WITH GRANT OPTION') END
  LOOP
    RAISE EXCEPTION 'run this as the owner of the table or as a superuser, % cannot be granted: %',
      found.privilege, found.called;
  END LOOP;
END $setup$;

--- leave the owner to itself
DO $setup$
BEGIN
  IF pg_catalog.current_setting('is_superuser') = 'off' THEN
    REVOKE {owner} FROM CURRENT_USER;
  END IF;
END $setup$;
