/// What the file system says about the files of a configuration: who may write them (R22), who may read the secret
/// ones (R23), and what is in them. POSIX permissions are needed; where there are none, a file that must be guarded
/// is refused.
@NullMarked
package dev.sallyport.app.config.files;

import org.jspecify.annotations.NullMarked;
