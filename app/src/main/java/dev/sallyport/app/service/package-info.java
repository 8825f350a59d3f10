/// `sallyport serve`: a gateway that runs until it is told to stop.
@NullMarked
package dev.sallyport.app.service;

import org.jspecify.annotations.NullMarked;
