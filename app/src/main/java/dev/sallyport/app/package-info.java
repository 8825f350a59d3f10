/// The room that holds all the keys. [dev.sallyport.app.Main] is what the launcher starts: it puts the pieces of work
/// together and hands them to the command line.
///
/// `config` maps the YAML file to records; `wiring` builds a running gateway from them; `service`,
/// `demo`, `bench`, `book` and `inspect` are the work behind the commands of `cli`; `admin` is the
/// interface of a running gateway.
@NullMarked
package dev.sallyport.app;

import org.jspecify.annotations.NullMarked;
