package dev.sallyport.trail.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A folder that nobody but its owner can change (R22).
public final class PrivateFolder {

    private PrivateFolder() {}

    /// Makes the folder, for its owner alone, when it is not there.
    ///
    /// @throws IOException when others could put files into it or replace those that are there
    public static void make(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE))
            throw new IOException("folder must be writable by its owner alone (chmod 700), but is "
                    + PosixFilePermissions.toString(permissions) + ": `" + folder + "`");
    }
}
