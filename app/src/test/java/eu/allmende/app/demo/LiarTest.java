package eu.allmende.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.app.commons.CommonsOnOneMachine;
import eu.allmende.app.device.AccountMembership;
import eu.allmende.app.device.CommonsOfDevice;
import eu.allmende.app.home.Home;
import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.node.validator.Founding;
import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.follow.Suspicion;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The proxies lie to a real client about a real ledger.
class LiarTest {
    @TempDir static Path dir;
    private static CommonsOnOneMachine commons;
    private static CommonsOfDevice device;
    private static KnownFolder folder;

    @BeforeAll
    static void start() throws IOException {
        commons =
                CommonsOnOneMachine.start(
                        dir, new CommonsOnOneMachine.Members(0, 4, Set.of(), Set.of()));
        Home home = new Home(dir.resolve("home"));
        home.make();
        new AccountMembership(home).create(commons.commons(), "A");
        device = CommonsOfDevice.open(home);
        folder = device.create("notes", Fence.preset("eu"));
    }

    @AfterAll
    static void end() throws IOException {
        device.close();
        commons.close();
    }

    private static Subject subject() {
        return Subject.folder(folder.id());
    }

    private static Reading truth(Subject subject) throws IOException {
        try (LedgerReader honest = LedgerReader.verifying(commons.commons())) {
            return honest.read(subject);
        }
    }

    private static ValidatorSetup seat(int seat) throws IOException {
        return Founding.createLocal(dir, 4).validators().get(seat);
    }

    @Test
    void aForgerIsNamed() throws IOException {
        Forging forging = new Forging();
        try (TamperingProxy proxy = TamperingProxy.before(seat(1), forging);
                LedgerReader client = LedgerReader.verifying(proxy.misled())) {
            Liar liar = new Liar(proxy.id(), Suspicion.What.FORGED_ENTRY);

            assertThat(liar.meets(client, subject(), truth(subject()))).matches(Verdict::held);
            assertThat(forging.forged()).isPositive();
        }
    }

    @Test
    void whoeverShowsAnOldHeadIsNamed() throws IOException {
        Subject account = Subject.account(accountOf());
        try (TamperingProxy proxy = TamperingProxy.before(seat(2), new ShowingAnOldHead());
                LedgerReader client = LedgerReader.verifying(proxy.misled())) {
            client.read(account);
            client.read(account);
            device.create("more", Fence.preset("eu"));
            Liar liar = new Liar(proxy.id(), Suspicion.What.OLD_HEAD);

            assertThat(liar.meets(client, account, truth(account))).matches(Verdict::held);
        }
    }

    private static AccountId accountOf() throws IOException {
        return ((Entry.FolderCreate) truth(subject()).leaves().getFirst().entry()).account();
    }

    @Test
    void aClientThatBelievesEverythingIsFooled() throws IOException {
        NodeId nobody = seat(3).id();
        Reading truth = truth(subject());
        LedgerReader gullible = reading(new Reading(List.of(), truth.tip()));

        assertThat(
                        new Liar(nobody, Suspicion.What.FORGED_ENTRY)
                                .meets(gullible, subject(), truth)
                                .detail())
                .isEqualTo("the client believed the lie");
    }

    private static LedgerReader reading(Reading always) {
        return new LedgerReader() {
            @Override
            public Reading read(Subject subject) {
                return always;
            }

            @Override
            public List<Suspicion> suspicions() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }
}
