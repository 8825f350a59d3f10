package dev.sallyport.sessions.task;

import dev.sallyport.api.session.PromptContext;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Where grants outlive the process. Safe on every thread.
public interface GrantStore extends AutoCloseable {

    /// Everything that is kept. To be asked once, at the start.
    ///
    /// @throws IOException when something in it cannot be read: nothing is guessed
    Kept load() throws IOException;

    /// Returns when it is on the disk. Blocks.
    void keep(Grant grant) throws IOException;

    /// As [#keep]: the whole context of a grant.
    void context(String id, PromptContext context) throws IOException;

    /// As [#keep]: these have ended before their time.
    void ended(Collection<String> ids, String reason) throws IOException;

    /// As [#ended], without waiting: it is lost when the process dies now.
    void endedSoon(String id, String reason);

    /// Soon, without waiting: nobody asks for them any more.
    void forget(Collection<Grant> gone);

    @Override
    void close();

    /// @param ended why, by id
    /// @param contexts by id
    record Kept(List<Grant> grants, Map<String, String> ended, Map<String, PromptContext> contexts) {}
}
