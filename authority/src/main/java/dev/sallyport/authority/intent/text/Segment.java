package dev.sallyport.authority.intent.text;

import java.util.List;

/// A sentence, a line or the value of a field of what a target answered.
///
/// @param record counts the entries of a list, where the answer is one
/// @param begins true when it starts a field or a paragraph: what stands before it is about something else
/// @param text as it stands there, without the field's name
/// @param words its content words, in lower case
/// @param shaped from 0, tells something, to 1, tells somebody to do something
public record Segment(int record, boolean begins, String text, List<String> words, double shaped) {
    public Segment {
        words = List.copyOf(words);
    }
}
