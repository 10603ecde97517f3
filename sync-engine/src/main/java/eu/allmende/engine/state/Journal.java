package eu.allmende.engine.state;

import java.io.IOException;
import java.util.List;

/// Keeps what is just being done on the disk.
public interface Journal {
    /// Writes the rows so that they survive a power cut, before anything of them is done.
    void begin(List<JournalRow> rows) throws IOException;

    /// They are done: writes all that changed in the trees and drops every open row, as one.
    void finish() throws IOException;
}
