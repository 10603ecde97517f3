package eu.allmende.app.device;

import eu.allmende.engine.commit.CommonsFolder;
import eu.allmende.engine.commit.Whereabouts.PackWhere;
import eu.allmende.engine.commit.Whereabouts.PieceWhere;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.Inspection;
import eu.allmende.engine.remote.PieceCheck;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Sought;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.engine.transfer.Blemishes;
import eu.allmende.engine.transfer.Reach;
import eu.allmende.engine.tree.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Looks at where a folder's content lies, through its way to the commons.
final class FolderInspection implements Inspection {
    private final CommonsFolder folder;

    FolderInspection(CommonsFolder folder) {
        this.folder = folder;
    }

    @Override
    public Whereabouts where(Content.File content) throws IOException {
        folder.nodes(); // so that it is known who answers now
        List<PackWhere> packs = folder.where(content).packs();
        return new Whereabouts(
                weakest(packs), packs.stream().map(FolderInspection::placed).toList());
    }

    @Override
    public List<Finding> open(Collection<Content.File> contents) {
        Set<String> noticed = new LinkedHashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Content.File content : contents) {
            try {
                folder.check(content, new Noticing(noticed));
            } catch (IOException | BadChunkException e) {
                findings.add(
                        new Finding(
                                Finding.Severity.ERROR,
                                "",
                                "Content cannot be read from the commons: "
                                        + e.getMessage()
                                        + "."));
            }
        }
        noticed.forEach(text -> findings.add(new Finding(Finding.Severity.WARNING, "", text)));
        return findings;
    }

    @Override
    public PieceCheck prove(Collection<Sought> files, Progress progress) throws IOException {
        return folder.pieces().prove(files, progress);
    }

    @Override
    public PieceCheck mend(Collection<Sought> files, Progress progress) throws IOException {
        return folder.pieces().mend(files, progress);
    }

    private static String weakest(List<PackWhere> packs) {
        return packs.stream()
                .map(PackWhere::shape)
                .min(Comparator.comparingInt(shape -> shape.wanted() - shape.needed()))
                .map(shape -> shape.needed() + "/" + shape.wanted())
                .orElse("");
    }

    private static Whereabouts.PackPlace placed(PackWhere pack) {
        return new Whereabouts.PackPlace(
                pack.root(),
                pack.shape().packLengthBytes(),
                pack.pieces().stream().flatMap(FolderInspection::placed).toList());
    }

    private static Stream<Whereabouts.PiecePlace> placed(PieceWhere piece) {
        return piece.holder().stream()
                .map(holder ->
                        new Whereabouts.PiecePlace(
                                piece.index(),
                                holder.id(),
                                holder.contact().map(RosterNode.Contact::operator),
                                holder.attributes(),
                                state(piece)));
    }

    private static String state(PieceWhere piece) {
        if (piece.blemish().isPresent()) {
            return piece.blemish().get() == Blemishes.Kind.MISSING ? "missing" : "damaged";
        }
        return piece.seen().filter(seen -> seen == Reach.State.SILENT).isPresent()
                ? "unreachable"
                : "held";
    }

    private record Noticing(Set<String> noticed) implements Progress {
        @Override
        public void moved(long contentBytes) {}

        @Override
        public void crossed(long wireBytes) {}

        @Override
        public void noticed(String sentence) {
            noticed.add(sentence);
        }
    }
}
