package io.perfbudgets.maven.imports;

import java.nio.file.Path;

/** A file that is not what it should be. */
public final class ImportException extends Exception {
    private static final long serialVersionUID = 1;

    ImportException(Path file, String what) {
        super(file + ": " + what);
    }

    /** @param line counted from 1 */
    ImportException(Path file, long line, String what) {
        super(file + ":" + line + ": " + what);
    }
}
