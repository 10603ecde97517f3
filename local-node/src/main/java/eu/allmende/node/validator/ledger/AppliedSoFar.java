package eu.allmende.node.validator.ledger;

import java.util.List;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.statemachine.SnapshotInfo;

/// What Ratis calls a snapshot: here, the ledger's file itself, as far as it has come. It is never
/// sent; Ratis only learns from it where to go on after a restart.
record AppliedSoFar(TermIndex at) implements SnapshotInfo {
    @Override
    public TermIndex getTermIndex() {
        return at;
    }

    @Override
    public long getTerm() {
        return at.getTerm();
    }

    @Override
    public long getIndex() {
        return at.getIndex();
    }

    @Override
    public List<FileInfo> getFiles() {
        return List.of();
    }
}
