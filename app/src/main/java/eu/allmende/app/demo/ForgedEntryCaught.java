package eu.allmende.app.demo;

import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.follow.Suspicion;
import java.io.IOException;

/// A validator that puts a made-up entry into its pages is caught.
public final class ForgedEntryCaught implements DemoCheck {
    private static final int SEAT = 1;

    private final LedgerReader.Maker clients;

    /// @param clients the client that is led to the liar
    public ForgedEntryCaught(LedgerReader.Maker clients) {
        this.clients = clients;
    }

    @Override
    public String claim() {
        return "A validator that forges an entry is caught";
    }

    @Override
    public Verdict check(Stage stage) throws IOException {
        ValidatorSetup seat = stage.seats().validators().get(SEAT);
        Reading truth = Liar.truth(stage);
        Forging forging = new Forging();
        try (LateValidators others = LateValidators.allBut(SEAT, stage);
                TamperingProxy proxy = TamperingProxy.before(seat, forging);
                LedgerReader client = clients.of(others.misled(proxy.misled()))) {
            Verdict verdict =
                    new Liar(proxy.id(), Suspicion.What.FORGED_ENTRY)
                            .meets(client, Liar.folder(stage), truth);
            return verdict.held() && forging.forged() == 0
                    ? Verdict.failed("nobody asked the forger for a page")
                    : verdict;
        }
    }
}
