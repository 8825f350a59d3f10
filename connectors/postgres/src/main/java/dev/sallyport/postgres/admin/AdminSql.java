package dev.sallyport.postgres.admin;

import dev.sallyport.postgres.target.Minting;
import java.util.List;

/// A sentence of the closed list with its gaps filled. Only [AdminStatement#with] makes one.
public final class AdminSql {

    private final AdminStatement statement;
    private final List<Part> parts;

    AdminSql(AdminStatement statement, List<Part> parts) {
        this.statement = statement;
        this.parts = List.copyOf(parts);
    }

    String text(Minting minting) {
        return statement.text(minting, parts);
    }

    /// Which sentence it is; never what fills its gaps.
    @Override
    public String toString() {
        return statement.name();
    }
}
