package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.FolderId;
import java.util.List;

/// What an entry is filed under: `account:<id>`, `folder:<id>`, `terms:<id>` or `nodes`.
///
/// @param name in one of those spellings
public record Subject(String name) {
    private static final String ACCOUNT = "account:";
    private static final String FOLDER = "folder:";
    private static final String TERMS = "terms:";
    private static final String NODES = "nodes";

    public Subject {
        if (name.startsWith(ACCOUNT)) {
            requireSame(name, ACCOUNT + AccountId.parse(name.substring(ACCOUNT.length())));
        } else if (name.startsWith(FOLDER)) {
            requireSame(name, FOLDER + FolderId.parse(name.substring(FOLDER.length())));
        } else if (name.startsWith(TERMS)) {
            requireSame(name, TERMS + FolderId.parse(name.substring(TERMS.length())));
        } else {
            requireSame(name, NODES);
        }
    }

    private static void requireSame(String name, String spelling) {
        if (!name.equals(spelling)) {
            throw new IllegalArgumentException("not a subject's spelling");
        }
    }

    /// All about an account: its devices and the folders it owns.
    public static Subject account(AccountId account) {
        return new Subject(ACCOUNT + account);
    }

    /// What a folder holds: its packs and commits. Grows with every change.
    public static Subject folder(FolderId folder) {
        return new Subject(FOLDER + folder);
    }

    /// What binds those who open a folder and those who keep its pieces: its making, wraps, how
    /// long packs stay, and which are retired. Stays short, however often the folder changes.
    public static Subject terms(FolderId folder) {
        return new Subject(TERMS + folder);
    }

    /// All about the nodes of the commons.
    public static Subject nodes() {
        return new Subject(NODES);
    }

    /// What an entry is filed under: one to three subjects.
    public static List<Subject> of(Entry entry) {
        return switch (entry) {
            case Entry.AccountCreate create -> List.of(account(create.account()));
            case Entry.DeviceAdd add -> List.of(account(add.account()));
            case Entry.DeviceRevoke revoke -> List.of(account(revoke.account()));
            case Entry.NodeRegister _, Entry.NodeLeave _ -> List.of(nodes());
            case Entry.FolderCreate create ->
                    List.of(
                            folder(create.folder()),
                            terms(create.folder()),
                            account(create.account()));
            case Entry.Wrap wrap -> List.of(terms(wrap.folder()));
            case Entry.Packs packs -> List.of(folder(packs.folder()));
            case Entry.Commit commit -> List.of(folder(commit.folder()));
            case Entry.Retire retire -> List.of(folder(retire.folder()), terms(retire.folder()));
            case Entry.Retain retain -> List.of(folder(retain.folder()), terms(retain.folder()));
            case Entry.Move move -> List.of(folder(move.folder()));
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
