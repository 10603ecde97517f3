package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.FolderId;
import java.util.List;

/// What an entry is filed under: `account:<id>`, `folder:<id>` or `nodes`.
///
/// @param name in one of those three spellings
public record Subject(String name) {
    private static final String ACCOUNT = "account:";
    private static final String FOLDER = "folder:";
    private static final String NODES = "nodes";

    public Subject {
        if (name.startsWith(ACCOUNT)) {
            requireSame(name, ACCOUNT + AccountId.parse(name.substring(ACCOUNT.length())));
        } else if (name.startsWith(FOLDER)) {
            requireSame(name, FOLDER + FolderId.parse(name.substring(FOLDER.length())));
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

    /// All about a folder: its making, wraps, packs and commits.
    public static Subject folder(FolderId folder) {
        return new Subject(FOLDER + folder);
    }

    /// All about the nodes of the commons.
    public static Subject nodes() {
        return new Subject(NODES);
    }

    /// What an entry is filed under: one subject or two.
    public static List<Subject> of(Entry entry) {
        return switch (entry) {
            case Entry.AccountCreate create -> List.of(account(create.account()));
            case Entry.DeviceAdd add -> List.of(account(add.account()));
            case Entry.DeviceRevoke revoke -> List.of(account(revoke.account()));
            case Entry.NodeRegister _, Entry.NodeLeave _ -> List.of(nodes());
            case Entry.FolderCreate create ->
                    List.of(folder(create.folder()), account(create.account()));
            case Entry.Wrap wrap -> List.of(folder(wrap.folder()));
            case Entry.Packs packs -> List.of(folder(packs.folder()));
            case Entry.Commit commit -> List.of(folder(commit.folder()));
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
