package dev.sallyport.app.bench;

/// How pgbench reaches the server.
enum Way {
    DIRECT("direct"),
    PGBOUNCER("PgBouncer"),
    GATEWAY("gateway");

    private final String shown;

    Way(String shown) {
        this.shown = shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
