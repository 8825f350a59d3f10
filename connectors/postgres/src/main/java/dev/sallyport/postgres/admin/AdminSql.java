package dev.sallyport.postgres.admin;

/// A sentence of the closed list with its gaps filled. Only [AdminStatement#with] makes one.
public final class AdminSql {

    private final AdminStatement statement;
    private final String text;

    AdminSql(AdminStatement statement, String text) {
        this.statement = statement;
        this.text = text;
    }

    String text() {
        return text;
    }

    /// Which sentence it is; never what fills its gaps.
    @Override
    public String toString() {
        return statement.name();
    }
}
