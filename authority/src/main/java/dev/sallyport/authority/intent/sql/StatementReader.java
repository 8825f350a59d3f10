package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.List;
import java.util.Set;

/// Walks over one statement, clause by clause. One instance, one statement.
final class StatementReader {

    private final Cursor cursor;
    private final Schema schema;
    private final Nesting nesting;
    private final Set<String> produced;

    /// @param blocks   takes the queries of the statement
    /// @param produced takes the names of its common table expressions
    StatementReader(List<Token> tokens, Schema schema, List<Block> blocks, Set<String> produced) {
        this.cursor = new Cursor(tokens, schema);
        this.schema = schema;
        this.nesting = new Nesting(blocks);
        this.produced = produced;
        expressions(tokens);
    }

    boolean tooDeep() {
        return nesting.tooDeep();
    }

    void read() {
        while (cursor.more() && !nesting.tooDeep()) {
            Token token = cursor.next();
            switch (token.kind()) {
                case SYMBOL -> symbol(token);
                case TEXT, NUMBER -> literal(token);
                case DOUBLE -> doubleQuoted(token);
                case WORD -> word(token);
                case NAME -> name(token);
                case COMMENT -> {}
            }
        }
        nesting.end();
    }

    /// The names of common table expressions are no tables of the database.
    private void expressions(List<Token> tokens) {
        for (int i = 0; i + 3 < tokens.size(); i++) {
            boolean query = tokens.get(i + 1).word("AS")
                    && tokens.get(i + 2).symbol("(")
                    && tokens.get(i + 3).word(Keywords.QUERIES);
            if (query && tokens.get(i).kind() != Kind.SYMBOL) {
                produced.add(Names.plain(tokens.get(i).text()));
            }
        }
    }

    private Frame top() {
        return nesting.top();
    }

    private Token before() {
        return cursor.peek(-2);
    }

    private void symbol(Token token) {
        switch (token.text()) {
            case "(" -> nesting.open(before(), cursor.peek(0));
            case ")" -> nesting.close();
            case "," -> comma();
            case "*" -> star();
            default -> {
                if (Keywords.COMPARISONS.contains(token.text())) {
                    top().compare(token.text());
                }
            }
        }
    }

    private void comma() {
        Frame frame = top();
        if (frame.base && frame.clause == Clause.PROJECT) {
            frame.block.items++;
        }
        if (frame.clause == Clause.FROM) {
            frame.table = true;
        }
        if (!frame.list && frame.function.isEmpty()) {
            frame.forget();
        }
    }

    private void star() {
        Frame frame = top();
        Token before = before();
        boolean top = before.kind() == Kind.NUMBER && cursor.peek(-3).word("TOP");
        boolean leads = before.word(Set.of("SELECT", "DISTINCT", "ALL")) || before.symbol(",") || before.symbol(".");
        if (frame.base && frame.clause == Clause.PROJECT && (leads || top)) {
            frame.block.star = true;
        }
    }

    private void literal(Token token) {
        Frame frame = top();
        if (frame.clause == Clause.LIMIT || before().word("TOP")) {
            frame.block.limit = token.text();
        }
        boolean number = token.kind() == Kind.NUMBER;
        frame.block.literals.add(new Block.Literal(token.text(), number, frame.clause, frame.column, frame.operator));
        frame.settle();
    }

    /// A double-quoted piece is a name in the standard, a text in MySQL and SQLite.
    private void doubleQuoted(Token token) {
        Frame frame = top();
        boolean known = schema.names().contains(Names.plain(token.text()));
        boolean compared = !frame.operator.isEmpty() || frame.clause == Clause.VALUES || before().word("AND");
        boolean valued = frame.clause.condition() || frame.clause == Clause.SET || frame.clause == Clause.VALUES;
        if (compared && !known && valued) {
            literal(token);
        } else {
            name(token);
        }
    }

    private void word(Token token) {
        Frame frame = top();
        boolean qualified = before().symbol(".");
        if (qualified || !clause(frame, token.upper())) {
            boolean call = cursor.peek(0).symbol("(");
            if (token.word(Keywords.WORD_COMPARISONS)) {
                frame.compare(before().word("NOT") ? "NOT " + token.upper() : token.upper());
            } else if (qualified || (!token.word(Keywords.NO_NAMES) && !call)) {
                named(frame, token);
            } else if (call && frame.clause == Clause.FROM && frame.table) {
                name(token);
            } else {
                joint(frame, token);
            }
        }
    }

    private static void joint(Frame frame, Token token) {
        boolean between = frame.operator.endsWith("BETWEEN");
        if (token.word("OR") || (token.word("AND") && !between)) {
            frame.forget();
        } else if (token.word("AND")) {
            frame.operator = ">=";
        }
    }

    /// Leaves out the names of types and of the parts of dates.
    private void named(Frame frame, Token token) {
        Token next = cursor.peek(0);
        boolean type = next.kind() == Kind.TEXT && token.word(Keywords.TYPES) && frame.operator.isEmpty();
        boolean cast = before().symbol("::") || (before().word("AS") && !frame.base && frame.clause != Clause.FROM);
        boolean part = next.word("FROM") && before().symbol("(");
        if (!cast && !part && !(type && frame.clause != Clause.PROJECT)) {
            name(token);
        }
    }

    /// Whether the word is one that begins or shapes a clause.
    private boolean clause(Frame frame, String word) {
        return switch (word) {
            case "SELECT" -> frame.enter(Clause.PROJECT);
            case "DISTINCT" -> distinct(frame);
            case "FROM" -> frame.base && from(frame);
            case "JOIN", "UPDATE", "INTO", "TABLE" -> from(frame);
            case "ON", "USING" -> frame.enter(Clause.ON);
            case "WHERE" -> frame.enter(Clause.WHERE);
            case "GROUP" -> frame.enter(Clause.GROUP);
            case "HAVING" -> frame.enter(Clause.HAVING);
            case "ORDER" -> frame.enter(frame.base ? Clause.ORDER : Clause.WINDOW);
            case "LIMIT", "FETCH", "OFFSET" -> frame.enter(Clause.LIMIT);
            case "SET" -> frame.enter(Clause.SET);
            case "VALUES" -> frame.enter(Clause.VALUES);
            case "DESC" -> frame.direction(true);
            case "ASC" -> frame.direction(false);
            case "TOP" -> cursor.peek(0).kind() == Kind.NUMBER;
            case "WITH", "AS" -> true;
            case "UNION", "INTERSECT", "EXCEPT", "MINUS" -> combine(frame, word);
            default -> false;
        };
    }

    private boolean distinct(Frame frame) {
        if (before().word("SELECT")) {
            frame.block.distinct = true;
        } else if (before().symbol("(")) {
            frame.block.aggregates.add(new Block.Aggregate(frame.function, frame.clause, true));
        }
        return true;
    }

    private boolean from(Frame frame) {
        boolean inserts = cursor.peek(-1).word("INTO") && !frame.block.has(Clause.PROJECT);
        frame.enter(Clause.FROM);
        frame.table = true;
        if (inserts) {
            frame.block.clauses.add(Clause.TARGETS);
        }
        return true;
    }

    private boolean combine(Frame frame, String word) {
        if (!frame.base) {
            return false;
        }
        nesting.combine(word.equals("MINUS") ? "EXCEPT" : word);
        if (cursor.peek(0).word("ALL") || cursor.peek(0).word("DISTINCT")) {
            cursor.next();
        }
        return true;
    }

    private void name(Token token) {
        Frame frame = top();
        Token before = before();
        String name = cursor.name(token);
        String qualifier = "";
        while (cursor.peek(0).symbol(".") && cursor.peek(1).nameable()) {
            cursor.next();
            qualifier = name;
            name = cursor.name(cursor.next());
        }
        boolean call = cursor.peek(0).symbol("(") && frame.clause != Clause.FROM;
        if (!call) {
            Placing.place(frame, before, qualifier, name);
        }
    }
}
