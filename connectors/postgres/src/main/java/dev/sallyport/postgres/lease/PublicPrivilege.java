package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.TargetException;
import java.util.List;

/// Something that every role may do because PUBLIC may, and so every lease: outside the server's own schemas, and on
/// every database of the cluster.
///
/// @param kind `database`, `schema`, `table`, `column`, `sequence`, `function` or `language`
/// @param privileges PostgreSQL's words, separated by commas
public record PublicPrivilege(String kind, String name, String privileges) {

    public static List<PublicPrivilege> list(AdminLine line) throws TargetException {
        return line.read(
                "list what PUBLIC may do",
                session -> session.list(
                        AdminStatement.PUBLIC_PRIVILEGES.with(),
                        row -> new PublicPrivilege(row.getString(1), row.getString(2), row.getString(3))));
    }
}
