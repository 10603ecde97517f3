package eu.allmende.engine.run;

import eu.allmende.engine.SyncState;
import eu.allmende.engine.scan.Parts;
import eu.allmende.engine.watch.Hints;

/// What the watcher says, as what the loop does about it.
record DiskHints(Agenda agenda, FolderStatus status) implements Hints {
    @Override
    public void watching() {
        agenda.watched(Schedule.Watched.TOLD);
        status.unwatched("");
        changed(Parts.WHOLE);
    }

    @Override
    public void changedIn(String directory) {
        changed(Parts.in(directory));
    }

    @Override
    public void changedWithin(String directory) {
        changed(Parts.within(directory));
    }

    private void changed(Parts where) {
        agenda.hinted(where);
        status.change(SyncState.UP_TO_DATE, SyncState.SCANNING);
    }

    @Override
    public void lost(String sentence) {
        agenda.watched(Schedule.Watched.BLIND);
        agenda.wanted();
        status.unwatched(sentence);
    }
}
