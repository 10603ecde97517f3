package eu.allmende.app.window;

import eu.allmende.ui.AddOutcome;
import eu.allmende.ui.Desk;
import eu.allmende.ui.DeskSnapshot;
import eu.allmende.ui.FolderWish;
import java.util.List;
import java.util.function.Consumer;

/// The window on a computer that is no device of an account yet: it says what to do first.
public final class NoAccountWindow implements Desk {
    @Override
    public DeskSnapshot snapshot() {
        return new DeskSnapshot(DeskSnapshot.Membership.NONE, List.of(), List.of());
    }

    @Override
    public Subscription onChange(Consumer<DeskSnapshot> listener) {
        return () -> {};
    }

    @Override
    public AddOutcome addFolder(FolderWish wish) {
        return new AddOutcome.Refused("This computer has no account yet.");
    }
}
