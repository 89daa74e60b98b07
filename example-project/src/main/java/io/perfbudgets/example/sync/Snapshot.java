package io.perfbudgets.example.sync;

import java.io.IOException;
import java.nio.file.Path;

/** A state of the whole database as a file. */
interface Snapshot {

    /** The file's name, which tells what is in it. */
    String name();

    /** Writes the present state to a new file, while others read and write the database. */
    void writeTo(Path path) throws IOException;
}
