package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.text.Haystack;
import dev.sallyport.authority.intent.words.Direction;
import dev.sallyport.authority.intent.words.Token;
import java.util.List;

/// An instruction in what a target answered, with the sentence or two behind it that belong to it.
///
/// @param number of no other text that was read
/// @param shaped how much it is shaped like an instruction
/// @param lead the instruction alone
/// @param tokens content words of all of it
/// @param direction of the words
/// @param entry what else stands in the same entry of the answer
/// @param outOfPlace from 0, about what stands around it, to 1, about something else
record Instruction(
        long number,
        double shaped,
        String lead,
        Haystack text,
        List<Token> tokens,
        Direction direction,
        Haystack entry,
        double outOfPlace) {}
