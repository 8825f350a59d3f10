/// The few things the trail does to a disk, behind an interface, so that a test can make each of them fail.
///
/// [dev.sallyport.trail.file.Disk#real] is the only one that a gateway uses. All positions and sizes are bytes. A
/// `DiskFile` may be written by one thread and forced, and let go of, by another at the same time; nothing else is
/// shared.
@NullMarked
package dev.sallyport.trail.file;

import org.jspecify.annotations.NullMarked;
