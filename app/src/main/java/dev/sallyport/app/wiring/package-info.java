/// Where everything is put together: [dev.sallyport.app.wiring.Catalog] is the list of built-ins,
/// [dev.sallyport.app.wiring.Sallyport] calls the constructors in order, the `…From` classes say what a configuration
/// means in the words of each room. Nothing here decides anything.
///
/// A `Sallyport` may be used from every thread; the rest runs once, at the start, or on the admin interface's threads.
@NullMarked
package dev.sallyport.app.wiring;

import org.jspecify.annotations.NullMarked;
