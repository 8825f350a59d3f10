package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import dev.sallyport.transport.http.ItemCount;
import dev.sallyport.transport.http.Lists;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/// The records of one document, by the rule of [ItemCount], but that a text that is JSON itself is
/// looked into. Each node is looked at once. On one thread, for one document.
final class Counted {

    private static final int TEXTS_IN_TEXTS = 4;

    /// As of [ItemCount]: with more objects beside one another than any record has parts, an object
    /// is a map.
    private static final int MAP = 8;

    private static final int LARGE_MAP = 64;
    private static final int PARTS = 64;

    /// The document's own lists: below, one that is not of objects can be a mere detail of a
    /// record.
    private static final int OWN = 1;

    private final Json json;
    private final int level;
    private long longest;

    /// @param level of texts in texts
    Counted(Json json, int level) {
        this.json = json;
        this.level = level;
    }

    /// An empty list has none.
    long document(JsonNode tree) {
        if (tree.isTextual()) return text(tree.textValue());
        long lists = lists(tree);
        return tree.isArray() && tree.isEmpty() ? 0 : Math.max(1, Math.max(lists, longest));
    }

    /// One record is no list.
    static long several(long records) {
        return records > 1 ? records : 0;
    }

    /// What the lists of objects in it hold, and texts that are lists.
    long lists(JsonNode tree) {
        return lists(tree, 0, false);
    }

    private long lists(JsonNode tree, int depth, boolean listed) {
        if (tree.isTextual()) return within(tree.textValue(), listed);
        boolean list = tree.isArray();
        long objects = 0;
        long rows = 0;
        long inside = 0;
        for (JsonNode each : tree) {
            if (each.isObject()) objects++;
            if (each.isArray()) rows++;
            long held = lists(each, depth + 1, listed || list);
            long own = isRecord(each, listed || list) && held <= PARTS ? 0 : held;
            inside = list ? inside + own : Math.max(inside, own);
        }
        if (!listed) longest = Math.max(longest, outside(tree, depth, objects, rows));
        return list || objects > LARGE_MAP ? Math.max(objects, inside) : inside;
    }

    /// What it holds is a part of it. An object that holds nothing itself is what others are wrapped in.
    private static boolean isRecord(JsonNode node, boolean listed) {
        if (!node.isObject() || !listed) return false;
        for (JsonNode member : node) if (!member.isContainerNode()) return true;
        return node.isEmpty();
    }

    /// What is in no other list.
    private static long outside(JsonNode tree, int depth, long objects, long rows) {
        if (tree.isArray()) return depth <= OWN ? tree.size() : objects + rows;
        return depth <= OWN && objects > MAP && 2 * objects > tree.size() ? objects : 0;
    }

    private long within(String text, boolean listed) {
        Counted inner = new Counted(json, level + 1);
        String stripped = text.strip();
        if (level == TEXTS_IN_TEXTS || !JsonText.looksLikeIt(stripped)) return 0;
        try {
            JsonNode tree = read(stripped);
            if (tree.isTextual()) return inner.within(tree.textValue(), listed);
            long lists = inner.lists(tree);
            longest = Math.max(longest, Math.max(lists, inner.longest));
            return listed ? lists : several(Math.max(lists, inner.longest));
        } catch (MalformedMessage e) {
            return several(documents(stripped));
        }
    }

    /// A whole text; what is no JSON is one.
    long text(String text) {
        String stripped = text.strip();
        if (level == TEXTS_IN_TEXTS || !JsonText.looksLikeIt(stripped)) return 1;
        try {
            return new Counted(json, level + 1).document(read(stripped));
        } catch (MalformedMessage e) {
            return Math.max(1, documents(stripped));
        }
    }

    private JsonNode read(String text) throws MalformedMessage {
        return json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Several documents, on a line of their own or not, and what only lenient readers read.
    private static long documents(String text) {
        ItemCount count = new ItemCount(Lists.LONGEST);
        count.feed(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
        return Math.max(text.lines().filter(JsonText::looksLikeIt).count(), count.ofRecords());
    }
}
