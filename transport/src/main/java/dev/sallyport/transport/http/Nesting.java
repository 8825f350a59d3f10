package dev.sallyport.transport.http;

import java.util.Arrays;

/// The containers that are open in a text of JSON, and what was counted in each. What is nested
/// deeper than any API nests is counted object by object.
final class Nesting {

    private static final int DEEPEST = 64;
    private static final int USUAL = 8;

    /// The links of a page are objects beside one another, too, and so are the parts of a record:
    /// with more of them, and little else beside them, an object is a map of records.
    private static final int MAP = 8;

    /// A document, and a member of it.
    private static final int OUTSIDE = 2;

    /// More than any record has parts: a map wherever it stands.
    private static final int LARGE_MAP = 64;

    /// Labels, lines, assignees: a record has no more of them.
    private static final int PARTS = 64;

    private final Lists lists;
    private boolean[] list = new boolean[USUAL];
    private long[] objects = new long[USUAL];
    private long[] members = new long[USUAL];
    private long[] containers = new long[USUAL];

    /// What those that are closed inside of it are worth.
    private long[] inside = new long[USUAL];

    private int depth;

    /// Where the list begins that is in no other; -1 outside of it.
    private int outermost = -1;

    private boolean element;
    private long elements;
    private long longest;
    private long documents;
    private long worth;
    private long worthOfRecords;
    private long keyed;

    Nesting(Lists lists) {
        this.lists = lists;
    }

    boolean isOpen() {
        return depth > 0;
    }

    /// Something stands where a value can stand.
    void value() {
        if (outermost < 0 || depth != outermost + 1 || element) return;
        element = true;
        elements++;
        longest = Math.max(longest, elements);
        if (outermost > 0) return;
        keyed++;
        if (elements == 1) documents++;
    }

    void comma() {
        if (depth == outermost + 1) element = false;
    }

    void colon() {
        if (depth > 0 && depth <= DEEPEST) members[depth - 1]++;
    }

    void open(boolean isList) {
        if (!isList) object();
        else if (depth == 0 && lists == Lists.OF_EACH_FIELD) documents++;
        else if (outermost < 0) {
            outermost = depth;
            element = false;
            elements = 0;
        }
        if (depth > 0 && depth <= DEEPEST) containers[depth - 1]++;
        if (depth < DEEPEST) push(isList);
        depth++;
    }

    private void object() {
        if (depth == 0) {
            documents++;
            keyed++;
        } else if (depth >= DEEPEST) {
            inside[DEEPEST - 1]++;
        } else {
            long beside = ++objects[depth - 1];
            if (isBatch(depth - 1)) keyed++;
            else if (outermost < 0 && depth <= OUTSIDE && beside > MAP && 2 * beside > members[depth - 1])
                longest = Math.max(longest, beside);
        }
    }

    private void push(boolean isList) {
        if (depth == list.length) grow();
        list[depth] = isList;
        objects[depth] = 0;
        members[depth] = 0;
        containers[depth] = 0;
        inside[depth] = 0;
    }

    private void grow() {
        list = Arrays.copyOf(list, 2 * depth);
        objects = Arrays.copyOf(objects, 2 * depth);
        members = Arrays.copyOf(members, 2 * depth);
        containers = Arrays.copyOf(containers, 2 * depth);
        inside = Arrays.copyOf(inside, 2 * depth);
    }

    void close() {
        if (depth == 0) return;
        depth--;
        if (depth == outermost) outermost = -1;
        if (depth >= DEEPEST) return;
        long closed = worth(depth, 0);
        if (depth > 0) {
            inside[depth - 1] = together(depth - 1, wraps(depth) ? closed : part(depth, closed));
        } else {
            worth += closed;
            worthOfRecords += lists == Lists.ALL || wraps(0) || closed > PARTS ? closed : 0;
            longest = Math.max(longest, closed); // another document may follow
        }
    }

    /// @param open what the one that is still open inside of it is worth
    private long worth(int level, long open) {
        long all = together(level, open);
        boolean each = (list[level] && !isBatch(level)) || objects[level] > LARGE_MAP;
        return each ? Math.max(objects[level], all) : all;
    }

    /// @param one what one more inside of it is worth
    private long together(int level, long one) {
        boolean added = lists == Lists.ALL || (list[level] && !isBatch(level));
        return added ? inside[level] + one : Math.max(inside[level], one);
    }

    /// What a record of a list holds is a part of it.
    private long part(int level, long worth) {
        return lists == Lists.ALL || list[level] || worth > PARTS || !isInAList(level) ? worth : 0;
    }

    private boolean isInAList(int level) {
        for (int around = level - 1; around >= 0; around--) if (list[around] && !isBatch(around)) return true;
        return false;
    }

    /// A list in a list is no record, nor is an object that holds nothing itself. While it is open nobody knows.
    private boolean wraps(int level) {
        return list[level] || (members[level] > 0 && containers[level] >= members[level]);
    }

    private boolean isBatch(int level) {
        return level == 0 && list[0] && lists == Lists.OF_EACH_FIELD;
    }

    /// Those of the lists, also of the one that is made of the documents.
    ///
    /// @param records each document is one, though it be alone
    long objects(boolean records) {
        long open = 0;
        for (int level = Math.min(depth, DEEPEST) - 1; level >= 0; level--) open = part(level, worth(level, open));
        boolean several = records || documents > 1;
        return Math.max(
                documents, several ? worthOfRecords + (lists == Lists.ALL || open > PARTS ? open : 0) : worth + open);
    }

    /// The elements of the longest list that is in no other, or the objects of a map.
    long longest() {
        return longest;
    }

    /// Documents, and the elements of those that are lists.
    long keyed() {
        return keyed;
    }
}
