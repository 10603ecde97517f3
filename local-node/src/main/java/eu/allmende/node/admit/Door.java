package eu.allmende.node.admit;

import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.identity.PublicKey;
import java.io.IOException;
import java.util.Optional;

/// Decides who may bring pieces to this node and who may have them.
public final class Door {
    private final Register register;
    private final NodeAttributes self;

    /// @param self where this node is and whose law binds it
    public Door(Register register, NodeAttributes self) {
        this.register = register;
        this.self = self;
    }

    /// Whether the caller may have pieces of the folder kept here.
    public Admission keep(PublicKey caller, FolderId folder) throws IOException {
        Optional<Register.FolderFacts> facts = register.folder(folder);
        if (facts.isEmpty()) {
            return new Admission.Refused("The ledger knows no such folder.");
        }
        Optional<String> outside = facts.get().fence().refusal(self);
        if (outside.isPresent()) {
            return new Admission.Refused(outside.get());
        }
        return member(caller.deviceId(), facts.get());
    }

    /// Whether the caller may have pieces of the folder out.
    public Admission read(PublicKey caller, FolderId folder) throws IOException {
        Optional<Register.FolderFacts> facts = register.folder(folder);
        return facts.isEmpty()
                ? new Admission.Refused("The ledger knows no such folder.")
                : member(caller.deviceId(), facts.get());
    }

    /// Whoever is a live device of the account that owns the folder.
    private Admission member(DeviceId device, Register.FolderFacts facts) throws IOException {
        return register.isLive(facts.owner(), device)
                ? new Admission.Admitted(facts.fence())
                : new Admission.Refused("The caller is no live device of the folder's account.");
    }
}
