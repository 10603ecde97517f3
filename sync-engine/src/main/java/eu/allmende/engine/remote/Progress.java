package eu.allmende.engine.remote;

import java.io.IOException;

/// Hears how far a transfer has come. Called often, from several threads; must be quick.
public interface Progress {
    /// Bytes of content that were sent or fetched since the last call.
    void moved(long contentBytes);

    /// Bytes that crossed the network since the last call, pieces with parity and all.
    void crossed(long wireBytes);

    /// Something a person or an operator should know, though the transfer went on: a bad piece that
    /// was fetched elsewhere, say.
    ///
    /// @param sentence without names or paths of files
    void noticed(String sentence);

    /// So much of a stage of a check is done. Called by the thread that checks.
    ///
    /// @throws IOException if the check shall end here
    default void reached(CheckStage stage, long done, long all) throws IOException {}

    /// Nobody listens.
    Progress NONE =
            new Progress() {
                @Override
                public void moved(long contentBytes) {}

                @Override
                public void crossed(long wireBytes) {}

                @Override
                public void noticed(String sentence) {}
            };
}
