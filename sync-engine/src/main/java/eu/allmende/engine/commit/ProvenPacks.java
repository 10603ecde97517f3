package eu.allmende.engine.commit;

import eu.allmende.engine.remote.CheckStage;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.Finding.Severity;
import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Sought;
import eu.allmende.engine.transfer.Proof;
import eu.allmende.engine.transfer.Prover;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// What the holders of a folder's packs proved. Of packs that are whole only numbers are kept.
final class ProvenPacks {
    private static final int PACKS_AT_ONCE = 32;

    private final FlowState state;
    private final Prover prover;
    private final Collection<Sought> files;
    private final Map<PackRoot, Prover.Proven> weak = new LinkedHashMap<>();
    private final Set<PackRoot> old = new HashSet<>();
    private PieceCounts whole = PieceCounts.NONE;

    private ProvenPacks(FlowState state, Prover prover, Collection<Sought> files) {
        this.state = state;
        this.prover = prover;
        this.files = files;
    }

    /// Asks for all packs that a commit needs, for those in which some chunk of the files lies, and
    /// for those that only old versions need.
    static ProvenPacks ask(
            FlowState state, Prover prover, Collection<Sought> files, Progress progress)
            throws IOException {
        ProvenPacks packs = new ProvenPacks(state, prover, files);
        List<PackPlacement> needed = packs.needed();
        for (int from = 0; from < needed.size(); from += PACKS_AT_ONCE) {
            progress.reached(CheckStage.PIECES, from, needed.size());
            packs.ask(needed.subList(from, Math.min(needed.size(), from + PACKS_AT_ONCE)));
        }
        progress.reached(CheckStage.PIECES, needed.size(), needed.size());
        return packs;
    }

    /// Asks for a few packs that some version needs, drawn at random.
    static ProvenPacks sample(FlowState state, Prover prover, Random random, int most)
            throws IOException {
        ProvenPacks packs = new ProvenPacks(state, prover, List.of());
        List<PackPlacement> needed = new ArrayList<>(packs.needed());
        Collections.shuffle(needed, random);
        packs.ask(needed.subList(0, Math.min(needed.size(), most)));
        return packs;
    }

    private List<PackPlacement> needed() throws IOException {
        Map<PackRoot, PackPlacement> needed = new LinkedHashMap<>();
        for (PackShelf.Shelved pack : state.all(Use.CLAIMED)) {
            needed.put(pack.root(), pack.placement());
        }
        for (PackShelf.Shelved pack : state.all(Use.RELEASED)) {
            needed.put(pack.root(), pack.placement());
            old.add(pack.root());
        }
        for (Sought file : files) {
            for (ChunkId chunk : file.content().chunks()) {
                Optional<PackRoot> root = state.find(chunk).map(FlowState.Spot::pack);
                if (root.isPresent() && !needed.containsKey(root.get())) {
                    state.pack(root.get())
                            .ifPresent(pack -> needed.put(pack.root(), pack.placement()));
                }
            }
        }
        return List.copyOf(needed.values());
    }

    private void ask(List<PackPlacement> some) throws IOException {
        for (Prover.Proven pack : prover.prove(some)) {
            weak.remove(pack.pack().root());
            if (pack.isWhole()) {
                whole = whole.plus(counts(pack));
            } else {
                weak.put(pack.pack().root(), pack);
            }
        }
    }

    /// The packs of which not all pieces were proven, those first that have the fewest to spare.
    List<Prover.Proven> weak() {
        return weak.values().stream().sorted(Comparator.comparingInt(ProvenPacks::spare)).toList();
    }

    /// Pieces that may be lost before the pack is.
    static int spare(Prover.Proven pack) {
        return pack.count(Proof.PROVEN) - pack.pack().shape().needed();
    }

    /// Asks once more for a pack, wherever its pieces lie now.
    ///
    /// @return the pack; empty if it is whole
    Optional<Prover.Proven> askAgain(PackRoot root) throws IOException {
        Optional<PackShelf.Shelved> pack = state.pack(root);
        if (pack.isPresent()) {
            ask(List.of(pack.get().placement()));
        }
        return Optional.ofNullable(weak.get(root));
    }

    PieceCounts counts() {
        PieceCounts counts = whole;
        for (Prover.Proven pack : weak.values()) {
            counts = counts.plus(counts(pack));
        }
        return counts;
    }

    private static PieceCounts counts(Prover.Proven pack) {
        return new PieceCounts(
                pack.count(Proof.PROVEN),
                pack.count(Proof.MISSING),
                pack.count(Proof.DAMAGED),
                pack.count(Proof.UNREACHABLE));
    }

    /// What is not as it should be, file by file where content cannot be had.
    List<Finding> findings() throws IOException {
        List<Finding> findings = new ArrayList<>();
        Map<PackRoot, Prover.Proven> lost = new HashMap<>(weak);
        lost.values().removeIf(pack -> spare(pack) >= 0);
        Map<PackRoot, Prover.Proven> unnamed = new HashMap<>(lost);
        for (Sought file : files) {
            trouble(file, lost, unnamed)
                    .ifPresent(
                            text -> findings.add(new Finding(Severity.ERROR, file.path(), text)));
        }
        unnamed.values().stream()
                .map(pack -> what(pack) + " cannot be had now: " + few(pack) + ".")
                .distinct()
                .forEach(text -> findings.add(new Finding(Severity.ERROR, "", text)));
        PieceCounts counts = counts();
        if (counts.lost() > 0) {
            findings.add(warning(counts.lost(), "missing or damaged on nodes that answer"));
        }
        if (counts.unreachable() > 0) {
            findings.add(warning(counts.unreachable(), "on nodes that do not answer now"));
        }
        long unplaced = weak.values().stream().mapToLong(pack -> pack.unplaced().size()).sum();
        if (unplaced > 0) {
            String text = unplaced == 1 ? "1 piece was" : unplaced + " pieces were";
            findings.add(
                    new Finding(Severity.NOTE, "", text + " never placed; a repair places them."));
        }
        return findings;
    }

    private String what(Prover.Proven pack) {
        return old.contains(pack.pack().root())
                ? "What some old versions of files hold"
                : "A part of the folder's log";
    }

    private static Finding warning(long pieces, String where) {
        String text = (pieces == 1 ? "1 piece is " : pieces + " pieces are ") + where + ".";
        return new Finding(Severity.WARNING, "", text);
    }

    private Optional<String> trouble(
            Sought file, Map<PackRoot, Prover.Proven> lost, Map<PackRoot, Prover.Proven> unnamed)
            throws IOException {
        for (ChunkId chunk : file.content().chunks()) {
            Optional<PackRoot> root = state.find(chunk).map(FlowState.Spot::pack);
            if (root.isEmpty()) {
                return Optional.of("Its content is in no pack that this device knows of.");
            }
            Prover.Proven pack = lost.get(root.get());
            if (pack != null) {
                unnamed.remove(root.get());
                return Optional.of("Its content cannot be had now: " + few(pack) + ".");
            }
        }
        return Optional.empty();
    }

    private static String few(Prover.Proven pack) {
        int silent = pack.count(Proof.UNREACHABLE);
        String text =
                "of a pack that needs %d pieces, %d are proven"
                        .formatted(pack.pack().shape().needed(), pack.count(Proof.PROVEN));
        return silent == 0 ? text : text + " and %d are on silent nodes".formatted(silent);
    }
}
