<<<<<<< HEAD
/// Where everything is put together: [dev.sallyport.app.wiring.Catalog] is the list of built-ins,
/// [dev.sallyport.app.wiring.Sallyport] calls the constructors in order, the `…From` classes say what a configuration
/// means in the words of each room. Nothing here decides anything.
///
/// A `Sallyport` may be used from every thread; the rest runs once, at the start, or on the admin interface's threads.
=======
/// From the words of the configuration to the settings of each room: one small translator per room. Pure translation
/// of a checked configuration; only [dev.sallyport.app.wiring.PostgresFrom] reads a secret. What a room has a limit
/// for and the configuration has no word for keeps the room's own default, and the translator says so.
///
/// [dev.sallyport.app.wiring.RealGrammars] lends the rooms' parsers to `sallyport check`,
/// [dev.sallyport.app.wiring.RoomChecks] what the rooms themselves find wrong with their settings.
>>>>>>> desk
@NullMarked
package dev.sallyport.app.wiring;

import org.jspecify.annotations.NullMarked;
