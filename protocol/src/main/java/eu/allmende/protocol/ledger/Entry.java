package eu.allmende.protocol.ledger;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.Signature;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.Bytes;
import java.util.List;
import java.util.Optional;

/// What a ledger entry says. It counts only signed ([SignedEntry]) and accepted by [LedgerRules].
public sealed interface Entry {
    /// The largest sealed name, wrap key or wrap, in bytes.
    int MOST_SEALED_BYTES = 8 * 1024;

    /// The largest sealed change batch inside a commit, in bytes; a larger one lies in a pack.
    int MOST_BATCH_BYTES = 48 * 1024;

    /// The most packs one entry names, in each of its lists.
    int MOST_PACKS = 512;

    /// The epoch of a new folder.
    int FIRST_EPOCH = 1;

    /// The number of this kind of entry on the wire; 1 or more.
    int kind();

    /// A new account; signed by the account's key.
    ///
    /// @param accountKey its hash is the account's id
    /// @param wrapPublic the public keys under which things are wrapped for the account; opaque
    ///   here
    /// @param sealedWrapPrivate their private halves, sealed under the recovery phrase; opaque here
    record AccountCreate(PublicKey accountKey, Bytes wrapPublic, Bytes sealedWrapPrivate)
            implements Entry {
        public AccountCreate {
            Limits.sealed("wrapPublic", wrapPublic);
            Limits.sealed("sealedWrapPrivate", sealedWrapPrivate);
        }

        /// The new account's id.
        public AccountId account() {
            return accountKey.accountId();
        }

        @Override
        public int kind() {
            return 1;
        }
    }

    /// A new device of an account; signed by the account's key or by a live device of it.
    ///
    /// @param deviceKey its hash is the device's id
    /// @param wrapPublic the public keys under which things are wrapped for the device; opaque here
    /// @param sealedName the device's name, sealed for the account; opaque here
    /// @param consent the new key's own signature, made by [DeviceConsent]
    record DeviceAdd(
            AccountId account,
            PublicKey deviceKey,
            Bytes wrapPublic,
            Bytes sealedName,
            Signature consent)
            implements Entry {
        public DeviceAdd {
            Limits.sealed("wrapPublic", wrapPublic);
            Limits.sealed("sealedName", sealedName);
        }

        /// The new device's id.
        public DeviceId device() {
            return deviceKey.deviceId();
        }

        @Override
        public int kind() {
            return 2;
        }
    }

    /// The end of a device; signed by the account's key or by a live device of it.
    record DeviceRevoke(AccountId account, DeviceId device) implements Entry {
        @Override
        public int kind() {
            return 3;
        }
    }

    /// A new node; signed by its own key. Nodes are numbered from 0 in the order of these entries.
    ///
    /// @param operatorHash who runs it: [NodeRecord#operatorHash], the name itself is not on the
    ///   ledger
    /// @param attributes where it is and whose law binds it, as far as known
    /// @param quotaBytes how much it offers
    record NodeRegister(
            PublicKey nodeKey, Hash operatorHash, NodeAttributes attributes, long quotaBytes)
            implements Entry {
        public NodeRegister {
            Limits.notNegative("quotaBytes", quotaBytes);
        }

        /// The new node's id.
        public NodeId node() {
            return nodeKey.nodeId();
        }

        @Override
        public int kind() {
            return 4;
        }
    }

    /// A node that stops for good; signed by its own key. Its number is not given again.
    record NodeLeave(NodeId node) implements Entry {
        @Override
        public int kind() {
            return 5;
        }
    }

    /// A new folder; signed by the account's key or by a live device of it.
    ///
    /// @param account who owns it
    /// @param sealedName the folder's name, sealed for the account; opaque here
    record FolderCreate(FolderId folder, AccountId account, Fence fence, Bytes sealedName)
            implements Entry {
        public FolderCreate {
            Limits.sealed("sealedName", sealedName);
        }

        @Override
        public int kind() {
            return 6;
        }
    }

    /// A folder's keys, wrapped for one recipient; signed by the owner's key or a live device of
    /// it. One for the epoch after the folder's newest opens that epoch.
    ///
    /// @param epoch [#FIRST_EPOCH] or more
    /// @param recipient the hash of an account id or device id
    /// @param wrapped opaque here
    record Wrap(FolderId folder, int epoch, Hash recipient, Bytes wrapped) implements Entry {
        public Wrap {
            Limits.epoch(epoch);
            Limits.sealed("wrapped", wrapped);
        }

        @Override
        public int kind() {
            return 7;
        }
    }

    /// Packs that lie on nodes and that a commit may claim; signed by a live device of the owner.
    ///
    /// @param packs 1 to [#MOST_PACKS], each root once
    record Packs(FolderId folder, List<PackPlacement> packs) implements Entry {
        public Packs {
            packs = List.copyOf(packs);
            Limits.once("packs", packs.stream().map(PackPlacement::root).toList());
            if (packs.isEmpty()) {
                throw new IllegalArgumentException("no packs");
            }
        }

        @Override
        public int kind() {
            return 8;
        }
    }

    /// Moves a folder from sequence `baseSequence` to the next; signed by its author.
    ///
    /// @param baseSequence the folder's sequence that the author saw; 0 before the first commit
    /// @param batch the changes, sealed; opaque here; at most [#MOST_BATCH_BYTES]
    /// @param claimed packs that the folder now needs: new ones, or released ones that it needs
    ///   again
    /// @param released packs that the folder no longer needs
    /// @param snapshot where the folder's log had come to when the snapshot was taken that the
    ///   batch names; empty if it names none
    record Commit(
            FolderId folder,
            long baseSequence,
            int epoch,
            DeviceId author,
            Bytes batch,
            List<PackRoot> claimed,
            List<PackRoot> released,
            Optional<SnapshotMark> snapshot)
            implements Entry {
        public Commit {
            Limits.notNegative("baseSequence", baseSequence);
            Limits.epoch(epoch);
            Limits.size("batch", batch, MOST_BATCH_BYTES);
            claimed = List.copyOf(claimed);
            released = List.copyOf(released);
            Limits.once("claimed", claimed);
            Limits.once("released", released);
        }

        /// The folder's sequence after this commit.
        public long sequence() {
            return baseSequence + 1;
        }

        @Override
        public int kind() {
            return 9;
        }
    }

    /// The end of packs that were released long enough ago, or are void; signed by a live device of
    /// the owner. Nobody may claim them again, and nodes may drop their pieces once
    /// [Periods#RETIRED_STAYS] is over.
    ///
    /// @param packs 1 to [#MOST_PACKS], each root once
    record Retire(FolderId folder, List<PackRoot> packs) implements Entry {
        public Retire {
            packs = List.copyOf(packs);
            Limits.once("packs", packs);
            if (packs.isEmpty()) {
                throw new IllegalArgumentException("no packs");
            }
        }

        @Override
        public int kind() {
            return 10;
        }
    }

    /// How long a folder's released packs stay at least; signed by the owner's key or a live device
    /// of it. A shorter time than before counts only once the time before is over.
    ///
    /// @param stayMillis [Periods#LEAST_RETENTION] or more
    record Retain(FolderId folder, long stayMillis) implements Entry {
        public Retain {
            if (stayMillis < Periods.LEAST_RETENTION.toMillis()) {
                throw new IllegalArgumentException("the time is too short: " + stayMillis);
            }
        }

        @Override
        public int kind() {
            return 11;
        }
    }

    /// A piece that lies on another node now, made anew because its holder lost it; signed by a
    /// live device of the owner. What the holder before has of it counts for nothing any more.
    ///
    /// @param piece which piece of the pack, from 0
    /// @param from the number of the node that the ledger knows as its holder
    /// @param to the number of the node that keeps it now
    /// @param receiptHash [Receipt#hashOf] over the receipt of that node
    record Move(FolderId folder, PackRoot pack, int piece, int from, int to, Hash receiptHash)
            implements Entry {
        public Move {
            Limits.notNegative("piece", piece);
            Limits.notNegative("from", from);
            Limits.notNegative("to", to);
            if (piece >= PackShape.MAX_PIECES) {
                throw new IllegalArgumentException("no pack has a piece " + piece);
            }
            if (from == to) {
                throw new IllegalArgumentException("the piece stays where it is");
            }
        }

        @Override
        public int kind() {
            return 12;
        }
    }
}
