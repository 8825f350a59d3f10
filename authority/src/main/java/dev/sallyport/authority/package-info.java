/// The two doors. Pure: no sockets, no files, no clock but the one passed in.
@NullMarked
package dev.sallyport.authority;

import org.jspecify.annotations.NullMarked;
