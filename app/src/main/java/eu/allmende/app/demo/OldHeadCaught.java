package eu.allmende.app.demo;

import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.follow.Suspicion;
import eu.allmende.protocol.ledger.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A validator that keeps showing the log as it was is caught.
public final class OldHeadCaught implements DemoCheck {
    private static final int SEAT = 2;
    private static final int READS = 4;

    private final LedgerReader.Maker clients;

    /// @param clients the client that is led to the liar
    public OldHeadCaught(LedgerReader.Maker clients) {
        this.clients = clients;
    }

    @Override
    public String claim() {
        return "A validator that shows an old head is caught";
    }

    @Override
    public Verdict check(Stage stage) throws IOException, InterruptedException {
        ValidatorSetup seat = stage.seats().validators().get(SEAT);
        Subject folder = Liar.folder(stage);
        try (TamperingProxy proxy = TamperingProxy.before(seat, new ShowingAnOldHead());
                LedgerReader client = clients.of(proxy.misled())) {
            for (int i = 0; i < READS; i++) {
                client.read(folder);
            }
            long before = Liar.truth(stage).tip().count();
            commitSomething(stage);
            if (Liar.truth(stage).tip().count() == before) {
                return Verdict.failed("nothing was committed that an old head could leave out");
            }
            return new Liar(proxy.id(), Suspicion.What.OLD_HEAD)
                    .meets(client, folder, Liar.truth(stage));
        }
    }

    private static void commitSomething(Stage stage) throws IOException, InterruptedException {
        Path file = stage.first().files().resolve(DemoFiles.OWN).resolve("after.txt");
        Files.writeString(file, "Written after the old head.");
        stage.first().sync();
    }
}
