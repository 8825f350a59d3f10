package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The parentheses that are open at a place of a statement, and the queries that they hold. One instance, one
/// statement.
final class Nesting {

    private static final int DEEPEST = 200;

    private final List<Block> blocks;
    private final Deque<Frame> stack = new ArrayDeque<>();
    private final int firstBlock;
    private boolean tooDeep;

    /// @param blocks takes the queries of the statement
    Nesting(List<Block> blocks) {
        this.blocks = blocks;
        this.firstBlock = blocks.size();
        stack.push(new Frame(block(0, null), true, "", Clause.NONE));
    }

    boolean tooDeep() {
        return tooDeep;
    }

    Frame top() {
        return Objects.requireNonNull(stack.peek());
    }

    /// @param before the piece before the parenthesis
    /// @param next   the piece behind it
    void open(Token before, Token next) {
        Frame outer = top();
        tooDeep = stack.size() >= DEEPEST;
        if (next.word("SELECT") || next.word("WITH")) {
            Block block = block(outer.block.depth + 1, outer.block);
            block.around = outer.clause;
            stack.push(new Frame(block, true, "", Clause.NONE));
        } else {
            stack.push(parenthesis(outer, before, next));
        }
    }

    private static Frame parenthesis(Frame outer, Token before, Token next) {
        boolean call = before.kind() == Kind.WORD
                && !before.word(Keywords.NO_NAMES)
                && !before.word(Keywords.WORD_COMPARISONS);
        boolean aggregate = call && before.word(Keywords.AGGREGATES);
        String function = aggregate ? before.upper() : outer.function;
        if (aggregate && !next.word("DISTINCT")) {
            outer.block.aggregates.add(new Block.Aggregate(function, outer.clause, false));
        }
        Frame frame = new Frame(outer.block, false, function, clauseWithin(outer, before));
        frame.column = outer.column;
        frame.operator = outer.operator;
        frame.list = !call && !outer.operator.isEmpty();
        frame.table = outer.clause == Clause.FROM && !call;
        return frame;
    }

    private static Clause clauseWithin(Frame outer, Token before) {
        if (before.word("OVER")) {
            return Clause.WINDOW;
        }
        boolean targets = outer.clause == Clause.FROM && !outer.table && outer.block.has(Clause.TARGETS);
        return targets ? Clause.TARGETS : outer.clause;
    }

    void close() {
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

    /// Another query stands beside the innermost one.
    ///
    /// @param joinedBy UNION, INTERSECT or EXCEPT
    void combine(String joinedBy) {
        Block left = stack.pop().block;
        Block block = block(left.depth, left.parent);
        block.joinedBy = joinedBy;
        block.around = left.around;
        stack.push(new Frame(block, true, "", Clause.NONE));
    }

    private Block block(int depth, @Nullable Block parent) {
        Block block = new Block(blocks.size(), depth, parent);
        blocks.add(block);
        return block;
    }

    /// The statement is over: queries in which nothing was said are none.
    void end() {
        blocks.removeIf(block -> block.index >= firstBlock && block.clauses.isEmpty());
    }
}
