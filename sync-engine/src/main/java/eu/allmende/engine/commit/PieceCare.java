package eu.allmende.engine.commit;

import eu.allmende.engine.remote.CheckStage;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.PieceCheck;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Sought;
import eu.allmende.engine.transfer.Prover;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Asks a folder's holders for proof of their pieces, and makes lost ones anew.
public final class PieceCare {
    private static final Logger LOG = System.getLogger(PieceCare.class.getName());

    private final Publisher.Parts parts;
    private final Prover.Parts asking;
    private final Mending.Means means;
    private final FolderUpkeep.Learning learning;

    /// @param learning reads what commits say of packs, as far as that was not done
    PieceCare(
            Publisher.Parts parts,
            Prover.Parts asking,
            Mending.Means means,
            FolderUpkeep.Learning learning) {
        this.parts = parts;
        this.asking = asking;
        this.means = means;
        this.learning = learning;
    }

    /// As [eu.allmende.engine.remote.Inspection#prove].
    public PieceCheck prove(Collection<Sought> files, Progress progress) throws IOException {
        learn();
        ProvenPacks packs = ask(files, progress);
        return new PieceCheck(packs.counts(), packs.findings());
    }

    /// As [eu.allmende.engine.remote.Inspection#mend].
    public PieceCheck mend(Collection<Sought> files, Progress progress) throws IOException {
        learn();
        return mend(ask(files, progress), progress);
    }

    /// Has a few packs proven, drawn at random, and makes anew what is lost of these.
    PieceCheck sample(int most, Progress progress) throws IOException {
        learn();
        Prover prover = new Prover(parts.roster(), asking, progress);
        ProvenPacks packs = ProvenPacks.sample(parts.state(), prover, parts.ports().random(), most);
        return mend(packs, progress);
    }

    private PieceCheck mend(ProvenPacks packs, Progress progress) throws IOException {
        Mending mending = new Mending(parts, means, progress);
        List<Prover.Proven> weak = packs.weak();
        int done = 0;
        for (Prover.Proven pack : weak) {
            progress.reached(CheckStage.MENDING, done++, weak.size());
            if (mending.mend(pack)) {
                Optional<Prover.Proven> still = packs.askAgain(pack.pack().root());
                if (still.isPresent() && mending.mend(still.get())) {
                    packs.askAgain(pack.pack().root());
                }
            }
        }
        List<Finding> findings = new ArrayList<>(packs.findings());
        findings.addAll(mending.findings());
        return new PieceCheck(packs.counts(), findings, mending.mended(), mending.mendedPieces());
    }

    private ProvenPacks ask(Collection<Sought> files, Progress progress) throws IOException {
        Prover prover = new Prover(parts.roster(), asking, progress);
        return ProvenPacks.ask(parts.state(), prover, files, progress);
    }

    /// What other devices did with packs lately, if the ledger can be read now.
    private void learn() throws IOException {
        parts.roster().refreshIfPossible();
        try {
            parts.log().refresh();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the ledger cannot be read now; what was known is checked", e);
        }
        learning.learn();
    }
}
