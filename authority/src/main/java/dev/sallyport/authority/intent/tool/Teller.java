package dev.sallyport.authority.intent.tool;

import java.util.ArrayList;
import java.util.List;

/// An answer that tells somebody to do something.
///
/// @param turn of the answer in the history
/// @param number of the answer
/// @param told its instructions
/// @param handed true when the request gives authority to one of them
record Teller(int turn, long number, List<Told> told, boolean handed) {

    /// In no particular order.
    static List<Teller> all(Conversation conversation) {
        List<Teller> tellers = new ArrayList<>();
        int at = 0;
        for (Source source : conversation.sources().reversed()) {
            int end = at + source.answer().instructions().size();
            if (end > conversation.told().size()) break;
            List<Told> told = conversation.told().subList(at, end);
            if (!told.isEmpty())
                tellers.add(new Teller(
                        source.turn(),
                        source.answer().number(),
                        told,
                        told.stream().anyMatch(Told::handed)));
            at = end;
        }
        return tellers;
    }
}
