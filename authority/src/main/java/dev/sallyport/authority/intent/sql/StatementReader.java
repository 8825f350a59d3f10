package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// Walks over one statement with a stack of parentheses.
final class StatementReader {

    private static final int DEEPEST = 200;
    private static final Set<String> AGGREGATES = Set.of(
            "COUNT", "SUM", "AVG", "MIN", "MAX", "GROUP_CONCAT", "STRING_AGG", "ARRAY_AGG", "JSON_AGG", "STDDEV");
    private static final Set<String> SET_OPERATIONS = Set.of("UNION", "INTERSECT", "EXCEPT", "MINUS");
    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "VALUES");
    private static final Set<String> COMPARISONS = Set.of("=", "==", "<", ">", "<=", ">=", "<>", "!=");
    private static final Set<String> WORD_COMPARISONS =
            Set.of("LIKE", "ILIKE", "IN", "BETWEEN", "IS", "REGEXP", "RLIKE", "SIMILAR", "GLOB");
    private static final Set<String> NO_NAMES = Set.of(
            "AND", "OR", "NOT", "NULL", "EXISTS", "CASE", "WHEN", "THEN", "ELSE", "END", "ALL", "ANY", "SOME", "TRUE",
            "FALSE", "INTERVAL", "LEFT", "RIGHT", "INNER", "OUTER", "CROSS", "FULL", "NATURAL", "BY", "OVER", "IF",
            "PARTITION", "ROWS", "RANGE", "PRECEDING", "FOLLOWING", "UNBOUNDED", "RECURSIVE", "ESCAPE", "NULLS",
            "CURRENT_DATE", "CURRENT_TIMESTAMP", "CURRENT_TIME", "CASCADE", "LATERAL", "COLLATE", "CURRENT", "ROW");

    /// Between an opening and a closing parenthesis.
    private static final class Frame {
        final Block block;
        final boolean base;
        final String function;
        Clause clause;
        String column = "";
        String operator = "";
        boolean table;
        boolean list;

        Frame(Block block, boolean base, String function, Clause clause) {
            this.block = block;
            this.base = base;
            this.function = function;
            this.clause = clause;
        }
    }

    private final List<Token> tokens;
    private final Schema schema;
    private final List<Block> blocks;
    private final Set<String> produced;
    private final Deque<Frame> stack = new ArrayDeque<>();
    private final int firstBlock;
    private boolean tooDeep;
    private int at;

    StatementReader(List<Token> tokens, Schema schema, List<Block> blocks, Set<String> produced) {
        this.tokens = tokens;
        this.schema = schema;
        this.blocks = blocks;
        this.produced = produced;
        this.firstBlock = blocks.size();
    }

    boolean tooDeep() {
        return tooDeep;
    }

    void read() {
        expressions();
        stack.push(new Frame(block(0, null), true, "", Clause.NONE));
        while (at < tokens.size() && !tooDeep) {
            Token token = tokens.get(at++);
            switch (token.kind()) {
                case SYMBOL -> symbol(token);
                case TEXT, NUMBER -> literal(token);
                case DOUBLE -> doubleQuoted(token);
                case WORD -> word(token);
                case NAME -> name(token);
                case COMMENT -> {}
            }
        }
        blocks.removeIf(block -> block.index >= firstBlock && block.clauses.isEmpty());
    }

    private Block block(int depth, @org.jspecify.annotations.Nullable Block parent) {
        Block block = new Block(blocks.size(), depth, parent);
        blocks.add(block);
        return block;
    }

    private Frame top() {
        return java.util.Objects.requireNonNull(stack.peek());
    }

    private Token peek(int offset) {
        int index = at + offset;
        return index >= 0 && index < tokens.size() ? tokens.get(index) : Token.of(Kind.SYMBOL, "", 0);
    }

    private void symbol(Token token) {
        switch (token.text()) {
            case "(" -> open();
            case ")" -> close();
            case "," -> comma();
            case "*" -> star();
            default -> {
                if (COMPARISONS.contains(token.text())) {
                    operator(token.text());
                }
            }
        }
    }

    private void open() {
        Frame outer = top();
        tooDeep = stack.size() >= DEEPEST;
        Token before = peek(-2);
        if (peek(0).word("SELECT") || peek(0).word("WITH")) {
            Block block = block(outer.block.depth + 1, outer.block);
            block.around = outer.clause;
            stack.push(new Frame(block, true, "", Clause.NONE));
            return;
        }
        boolean call = before.kind() == Kind.WORD && !before.word(NO_NAMES) && !before.word(WORD_COMPARISONS);
        String function = call && AGGREGATES.contains(before.upper()) ? before.upper() : outer.function;
        if (call && AGGREGATES.contains(before.upper()) && !peek(0).word("DISTINCT")) {
            outer.block.aggregates.add(new Block.Aggregate(function, outer.clause, false));
        }
        Clause clause = before.word("OVER") ? Clause.WINDOW : outer.clause;
        if (outer.clause == Clause.FROM && !outer.table && outer.block.clauses.contains(Clause.TARGETS)) {
            clause = Clause.TARGETS;
        }
        Frame frame = new Frame(outer.block, false, function, clause);
        frame.column = outer.column;
        frame.operator = outer.operator;
        frame.list = !call && !outer.operator.isEmpty();
        frame.table = outer.clause == Clause.FROM && !call;
        stack.push(frame);
    }

    private void close() {
        if (stack.size() > 1) {
            Frame inner = stack.pop();
            Frame outer = top();
            if (!inner.base && outer.column.isEmpty()) {
                outer.column = inner.column;
            }
            if (inner.base || inner.list) {
                outer.operator = "";
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
            frame.column = "";
            frame.operator = "";
        }
    }

    private void star() {
        Frame frame = top();
        Token before = peek(-2);
        boolean leads = before.word("SELECT") || before.word("DISTINCT") || before.symbol(",") || before.symbol(".");
        if (frame.base && frame.clause == Clause.PROJECT && (leads || before.word("ALL") || limited(before))) {
            frame.block.star = true;
        }
    }

    private boolean limited(Token before) {
        return before.kind() == Kind.NUMBER && peek(-3).word("TOP");
    }

    private void operator(String operator) {
        Frame frame = top();
        boolean negated = peek(-2).word("NOT");
        frame.operator = negated ? "NOT " + operator : operator;
        if (frame.clause.condition()) {
            frame.block.operators.add(frame.operator);
            frame.block.conditions++;
        }
    }

    private void literal(Token token) {
        Frame frame = top();
        String column = frame.column;
        if (frame.clause == Clause.LIMIT || peek(-2).word("TOP")) {
            frame.block.limit = token.text();
        }
        boolean number = token.kind() == Kind.NUMBER;
        frame.block.literals.add(new Block.Literal(token.text(), number, frame.clause, column, frame.operator));
        settle(frame);
    }

    /// After an operand the comparison is complete, except within lists and after BETWEEN.
    private void settle(Frame frame) {
        if (!frame.list && !frame.operator.endsWith("BETWEEN")) {
            frame.operator = "";
        }
    }

    private void doubleQuoted(Token token) {
        Frame frame = top();
        boolean known = schema.names().contains(Names.plain(token.text()));
        boolean compared = !frame.operator.isEmpty() || frame.clause == Clause.VALUES || peek(-2).word("AND");
        if (compared && !known && (frame.clause.condition() || frame.clause == Clause.SET || frame.clause == Clause.VALUES)) {
            literal(token);
        } else {
            name(token);
        }
    }

    private void word(Token token) {
        Frame frame = top();
        String word = token.upper();
        if (peek(-2).symbol(".") || !clause(frame, word)) {
            if (WORD_COMPARISONS.contains(word)) {
                operator(word);
            } else if (!NO_NAMES.contains(word) && !peek(0).symbol("(") || peek(-2).symbol(".")) {
                named(frame, token);
            } else if (frame.clause == Clause.FROM && frame.table && peek(0).symbol("(")) {
                name(token);
            } else if (word.equals("AND") && !frame.operator.endsWith("BETWEEN") || word.equals("OR")) {
                frame.column = "";
                frame.operator = "";
            } else if (word.equals("AND")) {
                frame.operator = ">=";
            }
        }
    }

    private void named(Frame frame, Token token) {
        boolean typeName = peek(0).kind() == Kind.TEXT && !frame.clause.equals(Clause.PROJECT) && frame.operator.isEmpty();
        boolean cast = peek(-2).symbol("::") || peek(-2).word("AS") && !frame.base && frame.clause != Clause.FROM;
        boolean part = peek(0).word("FROM") && peek(-2).symbol("(");
        if (!cast && !part && !(typeName && frame.operator.isEmpty() && isType(token.upper()))) {
            name(token);
        }
    }

    private static boolean isType(String word) {
        return word.equals("DATE") || word.equals("TIMESTAMP") || word.equals("TIME");
    }

    /// Whether the word is one that begins or shapes a clause.
    private boolean clause(Frame frame, String word) {
        return switch (word) {
            case "SELECT" -> select(frame);
            case "DISTINCT" -> distinct(frame);
            case "FROM" -> frame.base && from(frame);
            case "JOIN", "UPDATE", "INTO", "TABLE" -> from(frame);
            case "ON", "USING" -> enter(frame, Clause.ON);
            case "WHERE" -> enter(frame, Clause.WHERE);
            case "GROUP" -> enter(frame, Clause.GROUP);
            case "HAVING" -> enter(frame, Clause.HAVING);
            case "ORDER" -> enter(frame, frame.base ? Clause.ORDER : Clause.WINDOW);
            case "LIMIT", "FETCH", "OFFSET" -> enter(frame, Clause.LIMIT);
            case "SET" -> enter(frame, Clause.SET);
            case "VALUES" -> enter(frame, Clause.VALUES);
            case "DESC" -> direction(frame, true);
            case "ASC" -> direction(frame, false);
            case "TOP" -> peek(0).kind() == Kind.NUMBER;
            case "WITH" -> with(frame);
            case "AS" -> true;
            case "UNION", "INTERSECT", "EXCEPT", "MINUS" -> combine(frame, word);
            default -> false;
        };
    }

    private boolean enter(Frame frame, Clause clause) {
        frame.clause = clause;
        frame.column = "";
        frame.operator = "";
        frame.block.clauses.add(clause);
        return true;
    }

    private boolean select(Frame frame) {
        return enter(frame, Clause.PROJECT);
    }

    private boolean distinct(Frame frame) {
        if (peek(-2).word("SELECT")) {
            frame.block.distinct = true;
        } else if (peek(-2).symbol("(")) {
            frame.block.aggregates.add(new Block.Aggregate(frame.function, frame.clause, true));
        }
        return true;
    }

    private boolean from(Frame frame) {
        boolean inserts = peek(-1).word("INTO") && !frame.block.has(Clause.PROJECT);
        enter(frame, Clause.FROM);
        frame.table = true;
        if (inserts) {
            frame.block.clauses.add(Clause.TARGETS);
        }
        return true;
    }

    private boolean direction(Frame frame, boolean descending) {
        if (frame.clause == Clause.ORDER) {
            frame.block.descending |= descending;
            frame.block.ascending |= !descending;
        }
        return frame.clause == Clause.ORDER || frame.clause == Clause.WINDOW;
    }

    private boolean with(Frame frame) {
        frame.block.clauses.remove(Clause.PROJECT);
        return true;
    }

    /// The names of common table expressions are no tables of the database.
    private void expressions() {
        for (int i = 0; i + 3 < tokens.size(); i++) {
            boolean query = tokens.get(i + 1).word("AS") && tokens.get(i + 2).symbol("(") && tokens.get(i + 3).word(QUERIES);
            if (query && tokens.get(i).kind() != Kind.SYMBOL) {
                produced.add(Names.plain(tokens.get(i).text()));
            }
        }
    }

    private boolean combine(Frame frame, String word) {
        if (!SET_OPERATIONS.contains(word) || !frame.base) {
            return false;
        }
        stack.pop();
        Block block = block(frame.block.depth, frame.block.parent);
        block.joinedBy = word.equals("MINUS") ? "EXCEPT" : word;
        block.around = frame.block.around;
        stack.push(new Frame(block, true, "", Clause.NONE));
        if (peek(0).word("ALL") || peek(0).word("DISTINCT")) {
            at++;
        }
        return true;
    }

    private void name(Token token) {
        Frame frame = top();
        Token before = peek(-2);
        String name = longest(token);
        String qualifier = "";
        while (peek(0).symbol(".") && quotable(peek(1))) {
            at++;
            qualifier = name;
            name = longest(tokens.get(at++));
        }
        if (frame.clause == Clause.FROM && !peekFunction()) {
            table(frame, name);
        } else if (alias(frame, before)) {
            frame.block.aliases.add(Names.plain(name));
        } else if (frame.clause != Clause.NONE && frame.clause != Clause.LIMIT && !peekFunction()) {
            Clause clause = frame.clause;
            frame.block.columns.add(new Block.Column(qualifier, name, clause, frame.function, frame.block.items));
            settle(frame, name);
        }
    }

    private void settle(Frame frame, String name) {
        if (frame.operator.isEmpty()) {
            frame.column = name;
        } else {
            settle(frame);
        }
    }

    private boolean peekFunction() {
        return peek(0).symbol("(") && top().clause != Clause.FROM;
    }

    private static boolean quotable(Token token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.NAME || token.kind() == Kind.DOUBLE;
    }

    private void table(Frame frame, String name) {
        if (frame.table) {
            frame.block.tables.add(new Block.Table(name, name));
            frame.table = false;
        } else if (!frame.block.tables.isEmpty()) {
            Block.Table last = frame.block.tables.removeLast();
            frame.block.tables.add(new Block.Table(last.name(), name));
        } else {
            frame.block.aliases.add(Names.plain(name));
        }
    }

    private static boolean alias(Frame frame, Token before) {
        boolean implicit = before.symbol(")") || before.value() || quotable(before) && !before.word(KEYWORDS_BEFORE_NAMES);
        return frame.clause == Clause.PROJECT && frame.base && (before.word("AS") || implicit);
    }

    private static final Set<String> KEYWORDS_BEFORE_NAMES =
            Set.of("SELECT", "DISTINCT", "ALL", "CASE", "WHEN", "THEN", "ELSE", "AND", "OR", "NOT", "TOP", "IN", "LIKE", "BETWEEN", "IS");

    /// The longest name of the schema that the words from here on spell, since names may hold blanks.
    private String longest(Token token) {
        StringBuilder words = new StringBuilder(token.text());
        String best = token.text();
        int end = at;
        for (int i = 0; i < 7 && at + i < tokens.size(); i++) {
            Token next = tokens.get(at + i);
            if (next.kind() != Kind.WORD && next.kind() != Kind.NUMBER) {
                break;
            }
            words.append(' ').append(next.text());
            if (schema.names().contains(Names.plain(words.toString()))) {
                best = words.toString();
                end = at + i + 1;
            }
        }
        at = end;
        return best;
    }
}
