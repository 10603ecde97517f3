package eu.allmende.app.cli;

import eu.allmende.app.desk.Desk;
import eu.allmende.app.home.Home;
import eu.allmende.protocol.ledger.CommonsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What commands reach behind them.
public interface Doors {
    /// Opens a home's desk in this process; the caller holds the home's lock.
    Desk openDesk(Home home, Working working) throws IOException;

    /// Becoming and being a device of an account.
    Membership membership(Home home);

    /// Starting what serves others.
    Hosting hosting();

    /// Opens the window and waits until it is closed.
    void openWindow(Home home) throws IOException;

    /// The demonstration: prints as it goes, and at the end a table.
    ///
    /// @return whether every check held
    boolean demonstrate(DemoWishes wishes, Terminal terminal) throws IOException;

    /// Whether an opened desk only answers, or also watches and syncs by itself.
    enum Working {
        /// It answers what it is asked.
        WHEN_ASKED,
        /// It watches the disk and the commons, and syncs.
        ALWAYS
    }

    /// Becoming and being a device of an account.
    interface Membership {
        /// A new account with this computer as its first device.
        NewAccount create(CommonsFile commons, String device) throws IOException;

        /// A new device of the account that the words are of.
        NewDevice recover(CommonsFile commons, String phrase, String device) throws IOException;

        /// Lets one more device into the account: waits for it, asks, and grants.
        void invite(Inviter inviter) throws IOException;

        /// Asks to be let into the account whose device made the code.
        NewDevice join(CommonsFile commons, String code, Joiner joiner) throws IOException;
    }

    /// A new account.
    record NewAccount(String account, String device, String phrase) {}

    /// A new device.
    record NewDevice(String account, String device) {}

    /// The person before the inviting device.
    interface Inviter {
        /// Passes the code on to the other device.
        void code(String code) throws IOException;

        /// Whether both screens show the same words.
        boolean confirms(List<String> words) throws IOException;
    }

    /// The person before the joining device.
    interface Joiner {
        /// What the device shall be called.
        String device();

        /// Shows the words.
        void words(List<String> words) throws IOException;
    }

    /// Starting what serves others. Each start returns when all is ready.
    interface Hosting {
        /// A commons on this machine.
        AutoCloseable startCommons(CommonsWishes wishes) throws IOException;

        /// One validator of a commons on this machine.
        AutoCloseable startValidator(Path commonsDir, int index) throws IOException;

        /// A node.
        AutoCloseable startNode(NodeWishes wishes) throws IOException;

        /// What a node that runs in a folder says about itself.
        NodeState nodeState(Path dir) throws IOException;
    }

    /// A commons on this machine.
    ///
    /// @param withoutNodes places of nodes that start elsewhere
    /// @param withoutValidators places of validators that start elsewhere
    record CommonsWishes(
            Path dir,
            int nodes,
            int validators,
            List<Integer> withoutNodes,
            List<Integer> withoutValidators) {
        public CommonsWishes {
            withoutNodes = List.copyOf(withoutNodes);
            withoutValidators = List.copyOf(withoutValidators);
        }
    }

    /// A node.
    ///
    /// @param law of the operator and of its parent
    record NodeWishes(
            Path dir,
            CommonsFile commons,
            String country,
            String law,
            String operator,
            long quotaBytes,
            int port) {}

    /// What a node says about itself. All its bytes are together what it gives of its disk.
    ///
    /// @param usedBytes of pieces that are wanted
    /// @param trashBytes of pieces that are dropped in a week
    /// @param reclaimableBytes that are given back to the disk in time
    /// @param reservedBytes for what is coming in
    record NodeState(
            String node,
            String operator,
            String country,
            String law,
            long usedBytes,
            long trashBytes,
            long reclaimableBytes,
            long reservedBytes,
            long freeBytes,
            long pieces,
            int port) {}

    /// The demonstration.
    ///
    /// @param folder whose files are copied; empty string for the project's own
    /// @param keep whether the folder it worked in stays
    record DemoWishes(String folder, boolean keep) {}
}
