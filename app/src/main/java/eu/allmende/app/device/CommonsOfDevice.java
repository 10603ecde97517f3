package eu.allmende.app.device;

import eu.allmende.app.home.HeadFile;
import eu.allmende.app.home.Home;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.account.AccountException;
import eu.allmende.engine.account.AccountState;
import eu.allmende.engine.account.Accounts;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.commit.CommonsFolder;
import eu.allmende.engine.commit.FlowPorts;
import eu.allmende.engine.place.Roster;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.engine.remote.KnownNode;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.engine.transfer.Reach;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.Suspicion;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.peer.PeerExchange;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The real commons, as the device in a home sees it.
public final class CommonsOfDevice implements RemoteCommons {
    private static final Logger LOG = System.getLogger(CommonsOfDevice.class.getName());

    private final Home home;
    private final Device device;
    private final CommonsFile commons;
    private final CommonsLink link;
    private final Accounts accounts;
    private final AccountState account;
    private final FlowPorts ports;
    private final ExecutorService cores;
    private final Roster roster;
    private final Reach reach;
    private final Map<FolderId, FolderHandle> handles = new LinkedHashMap<>();
    private final LimitsFile limits;
    private final Notices notices = new Notices();
    private final Map<FolderId, CommonsFolder> open = new LinkedHashMap<>();

    private CommonsOfDevice(Home home, DeviceFile.Kept kept, UnaryOperator<PeerExchange> tap) {
        this.home = home;
        this.device = kept.device();
        this.commons = kept.commons();
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        HeadFile heads = new HeadFile(home.dir().resolve("head"));
        link = new CommonsLink(commons, device.key(), heads, tap);
        cores = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        accounts = new Accounts(link.ledger(), random);
        account = new AccountState(link.ledger(), device.account());
        limits = new LimitsFile(home.dir().resolve("limits"));
        ports =
                new FlowPorts(
                        link.ledger(),
                        link.exchange(),
                        link.threads(),
                        cores,
                        random,
                        clock,
                        limits.limits());
        roster = new Roster(link.ledger());
        reach = new Reach(link.exchange(), link.threads(), clock);
    }

    /// Opens the commons of the device in a home. Nothing is asked of the network yet.
    ///
    /// @throws eu.allmende.app.desk.CommandException if there is no device
    public static CommonsOfDevice open(Home home) throws IOException {
        return open(home, UnaryOperator.identity());
    }

    /// Opens the commons of the device in a home.
    ///
    /// @param tap what all exchanges go through, to be seen by whoever watches
    /// @throws eu.allmende.app.desk.CommandException if there is no device
    public static CommonsOfDevice open(Home home, UnaryOperator<PeerExchange> tap)
            throws IOException {
        CommonsOfDevice opened = new CommonsOfDevice(home, DeviceFile.load(home), tap);
        opened.limits.load();
        return opened;
    }

    /// What was noticed in transfers: bad pieces that were fetched elsewhere, say. The newest.
    public List<String> notices() {
        return notices.all();
    }

    /// How fast content may go.
    LimitsFile limits() {
        return limits;
    }

    /// Which device this is.
    public DeviceId deviceId() {
        return device.id();
    }

    /// Whether a home has a device.
    public static boolean isIn(Home home) {
        return DeviceFile.isIn(home);
    }

    /// Which commons it is.
    public CommonsFile commons() {
        return commons;
    }

    /// Which validators did not tell the truth, as far as was seen since this was opened.
    public List<Suspicion> suspicions() {
        return link.ledger().suspicions();
    }

    @Override
    public String deviceName() {
        return device.name();
    }

    /// The devices of the account, as the ledger has them.
    List<AccountState.DeviceEntry> devices() throws IOException {
        account.refresh();
        return account.devices();
    }

    /// What a device of the account is called.
    String nameOf(AccountState.DeviceEntry entry) {
        return Accounts.nameOf(device, entry);
    }

    @Override
    public Optional<String> nameOf(DeviceId wanted) {
        return account.devices().stream()
                .filter(entry -> entry.added().device().equals(wanted))
                .map(this::nameOf)
                .findFirst();
    }

    @Override
    public synchronized List<KnownFolder> folders() throws IOException {
        account.refresh();
        Set<FolderId> onLedger =
                account.folders().stream()
                        .map(folder -> folder.folder())
                        .collect(Collectors.toSet());
        if (!handles.keySet().containsAll(onLedger)) {
            accounts.folders(device).forEach(handle -> handles.put(handle.id(), handle));
        }
        return handles.values().stream().map(CommonsOfDevice::known).toList();
    }

    @Override
    public synchronized KnownFolder create(String name, Fence fence) throws IOException {
        Fence inForce = commons.genesis().declaredOnly() ? fence.declaredOnly() : fence;
        try {
            FolderHandle handle = accounts.createFolder(device, name, inForce);
            handles.put(handle.id(), handle);
            return known(handle);
        } catch (AccountException | IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public synchronized OpenedFolder open(FolderId folder) throws IOException {
        CommonsFolder opened = open.get(folder);
        if (opened == null) {
            opened = new CommonsFolder(ports, device, handle(folder), account, database(folder));
            open.put(folder, opened);
        }
        return new OpenedFolder(
                new NotedFolder(opened, notices),
                opened.namer(),
                new FolderInspection(opened),
                opened.upkeep());
    }

    @Override
    public synchronized void forget(FolderId folder) throws IOException {
        CommonsFolder opened = open.remove(folder);
        if (opened != null) {
            opened.close();
        }
        Path database = database(folder);
        for (String part : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + part));
        }
    }

    private FolderHandle handle(FolderId folder) throws IOException {
        if (!handles.containsKey(folder)) {
            folders();
        }
        FolderHandle handle = handles.get(folder);
        if (handle == null) {
            throw new RefusedException("This device has no keys for the folder.");
        }
        return handle;
    }

    private Path database(FolderId folder) throws IOException {
        Path databases = home.dir().resolve("folders");
        Files.createDirectories(databases);
        return databases.resolve(folder + ".flow.db");
    }

    @Override
    public List<KnownNode> nodes() throws IOException {
        roster.refreshIfPossible();
        List<RosterNode> nodes = roster.nodes();
        link.threads().execute(() -> reach.reachable(nodes));
        return nodes.stream().map(this::known).toList();
    }

    private KnownNode known(RosterNode node) {
        return new KnownNode(
                node.id(),
                node.contact().map(RosterNode.Contact::operator),
                node.attributes(),
                reach.last(node.id()).map(state -> state != Reach.State.SILENT));
    }

    private static KnownFolder known(FolderHandle handle) {
        return new KnownFolder(handle.id(), handle.name(), handle.fence());
    }

    @Override
    public synchronized void close() {
        for (CommonsFolder folder : open.values()) {
            try {
                folder.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a folder's database did not close", e);
            }
        }
        open.clear();
        cores.shutdownNow();
        link.close();
    }
}
