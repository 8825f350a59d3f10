package dev.sallyport.authority.intent.sql;

/// Where in a query something stands.
enum Clause {
    NONE,
    PROJECT,
    FROM,
    ON,
    WHERE,
    GROUP,
    HAVING,
    ORDER,
    LIMIT,
    WINDOW,
    SET,
    VALUES,
    TARGETS;

    boolean condition() {
        return this == ON || this == WHERE || this == HAVING;
    }
}
