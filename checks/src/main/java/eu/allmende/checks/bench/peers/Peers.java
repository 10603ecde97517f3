package eu.allmende.checks.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The peers that copy from one place to another, on the ground's corpora.
final class Peers {
    private final Ground ground;
    private final Map<Corpus, Double> backups = new EnumMap<>(Corpus.class);
    private final Map<Corpus, Double> unisons = new EnumMap<>(Corpus.class);

    Peers(Ground ground) {
        this.ground = ground;
    }

    /// Seconds of the first `restic backup` into a local repository.
    double resticBackup(Corpus corpus) throws IOException, InterruptedException {
        Double known = backups.get(corpus);
        if (known == null) {
            restic(corpus, "init");
            known = resticBackupAgain(corpus);
            backups.put(corpus, known);
        }
        return known;
    }

    /// Seconds of one more `restic backup`.
    double resticBackupAgain(Corpus corpus) throws IOException, InterruptedException {
        return restic(corpus, "backup", ground.corpus(corpus).toString());
    }

    /// Seconds of `restic restore` into an empty directory.
    double resticRestore(Corpus corpus) throws IOException, InterruptedException {
        resticBackup(corpus);
        Path to = ground.room("restored-" + corpus.folder());
        return restic(corpus, "restore", "latest", "--target", to.toString());
    }

    private double restic(Corpus corpus, String... words) throws IOException, InterruptedException {
        Path room = ground.room("restic-" + corpus.folder());
        List<String> command = new java.util.ArrayList<>(List.of("restic", "-q", "-r"));
        command.add(room.resolve("repository").toString());
        command.addAll(List.of(words));
        return Tool.run(
                ground.scratch(),
                Map.of(
                        "RESTIC_PASSWORD",
                        "bench",
                        "RESTIC_CACHE_DIR",
                        room.resolve("cache").toString()),
                command);
    }

    /// Seconds of `rclone sync` to a directory; the first time it copies everything.
    double rclone(Corpus corpus) throws IOException, InterruptedException {
        return Tool.run(
                ground.scratch(),
                Map.of("RCLONE_CONFIG", "/dev/null"),
                List.of(
                        "rclone",
                        "sync",
                        "-q",
                        "--links",
                        ground.corpus(corpus).toString(),
                        ground.room("rclone-" + corpus.folder()).toString()));
    }

    /// Seconds of `rsync -a` to a directory; the first time it copies everything.
    double rsync(Corpus corpus) throws IOException, InterruptedException {
        return Tool.run(
                ground.scratch(),
                Map.of(),
                List.of(
                        "rsync",
                        "-a",
                        ground.corpus(corpus) + "/",
                        ground.room("rsync-" + corpus.folder()) + "/"));
    }

    /// Seconds of the first `unison` between a corpus and an empty directory.
    double unison(Corpus corpus) throws IOException, InterruptedException {
        Double known = unisons.get(corpus);
        if (known == null) {
            known = unisonAgain(corpus);
            unisons.put(corpus, known);
        }
        return known;
    }

    /// Seconds of one more `unison`.
    double unisonAgain(Corpus corpus) throws IOException, InterruptedException {
        return Tool.run(
                ground.scratch(),
                Map.of("UNISON", ground.room("unison-state").toString(), "HOME", home()),
                List.of(
                        "unison",
                        "-ui",
                        "text",
                        "-batch",
                        "-auto",
                        "-silent",
                        "-times",
                        "-confirmbigdel=false",
                        ground.corpus(corpus).toString(),
                        ground.room("unison-" + corpus.folder()).toString()));
    }

    private String home() throws IOException {
        return Files.createDirectories(ground.room("home")).toString();
    }
}
