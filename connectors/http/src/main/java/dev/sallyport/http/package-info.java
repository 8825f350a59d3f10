/// HTTP and SaaS targets, in reverse and in forward mode.
@NullMarked
package dev.sallyport.http;

import org.jspecify.annotations.NullMarked;
