/// The other end of the admin interface: finds the socket, picks the least token that fits, asks, and gives back what
/// was answered. For one call at a time and any thread; every wait has an end.
@NullMarked
package dev.sallyport.app.admin.client;

import org.jspecify.annotations.NullMarked;
