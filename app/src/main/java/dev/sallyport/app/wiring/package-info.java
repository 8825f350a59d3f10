/// From the words of the configuration to the settings of each room: one small translator per room. Pure translation
/// of a checked configuration; only [dev.sallyport.app.wiring.PostgresFrom] reads a secret. What a room has a limit
/// for and the configuration has no word for keeps the room's own default, and the translator says so.
///
/// [dev.sallyport.app.wiring.RealGrammars] lends the rooms' parsers to `sallyport check`,
/// [dev.sallyport.app.wiring.RoomChecks] what the rooms themselves find wrong with their settings.
@NullMarked
package dev.sallyport.app.wiring;

import org.jspecify.annotations.NullMarked;
