package dev.sallyport.app.e2e;

import dev.sallyport.app.config.load.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// The CRM with a table that agents may fill, and a purpose that may look at the structure.
final class Imports {

    private static final String RULES = Crm.RESOLVE_TICKET + """
                  - { discover: crm/*, functions: [information_schema._pg_expandarray, n, x] }
                  - { read: crm/pg_catalog.pg_roles }
                  - { create: crm/imports }
                  - { read: crm/imports }
            """;

    private Imports() {}

    static E2eStage play(Path folder) throws IOException, SQLException, ConfigurationException {
        E2eStage stage = E2eStage.set(folder, RULES);
        stage.database()
                .sql(
                        "CREATE TABLE imports (id int PRIMARY KEY, name text NOT NULL, at timestamptz DEFAULT now())",
                        "GRANT SELECT, INSERT ON imports TO crm_gateway WITH GRANT OPTION");
        stage.configure(
                RULES,
                yaml -> yaml.replace(
                        "roles:\n      support:\n",
                        "roles:\n      support:\n        - \"SELECT ON imports\"\n        - \"INSERT ON imports\"\n"));
        stage.start();
        return stage;
    }
}
