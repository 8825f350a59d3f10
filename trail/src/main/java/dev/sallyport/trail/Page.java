package dev.sallyport.trail;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.trail.line.EventEncoder;
import dev.sallyport.trail.line.Json;
import dev.sallyport.trail.line.Link;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Encoded records on their way into the chain. Bodies are hashed here, outside the chain's lock; what is left to do
/// under it is to hash each link. Not thread-safe.
final class Page {

    private static final int MAX_BODY = Link.MAX_LINE - Link.MAX_LINK;

    private final int size;
    private final List<MessageDigest> digests = new ArrayList<>();
    private Json json;
    private int[] ends = new int[16];
    private int lines;

    /// @param size bytes after which it wants to be written; a longer record makes it grow for once
    Page(int size) {
        this.size = size;
        json = new Json(size);
    }

    /// @return false when the record is longer than a line may be: nothing was added
    boolean add(AuditEvent event, EventEncoder encoder) {
        int start = json.length();
        try {
            encoder.encode(event, json);
        } catch (RuntimeException e) {
            json.truncate(start);
            throw e;
        }
        if (json.length() - start > MAX_BODY) {
            json.truncate(start);
            return false;
        }
        finish(start);
        return true;
    }

    private void finish(int start) {
        if (lines == ends.length) ends = Arrays.copyOf(ends, lines * 2);
        if (lines == digests.size()) digests.add(sha256());
        digests.get(lines).update(json.array(), start, json.length() - start);
        ends[lines++] = json.length();
    }

    boolean full() {
        return json.length() >= size;
    }

    int lines() {
        return lines;
    }

    byte[] array() {
        return json.array();
    }

    int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    int end(int line) {
        return ends[line];
    }

    /// The digest of a body, to be finished with its link.
    MessageDigest digest(int line) {
        return digests.get(line);
    }

    void clear() {
        for (int i = 0; i < lines; i++) digests.get(i).reset();
        lines = 0;
        json.truncate(0);
        if (json.array().length > 4 * size) json = new Json(size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
