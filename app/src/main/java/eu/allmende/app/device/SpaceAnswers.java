package eu.allmende.app.device;

import eu.allmende.app.desk.Answer;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SpaceOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Frees and fetches several paths, and says in one answer what came of it.
final class SpaceAnswers {
    private SpaceAnswers() {}

    /// What is done with each path.
    @FunctionalInterface
    interface Act {
        SpaceOutcome on(Path path) throws IOException;
    }

    /// @throws RefusedException if there is one path only, and it is refused
    static Answer.Space of(List<String> paths, Act act) throws IOException {
        long files = 0;
        long bytes = 0;
        List<Answer.PastLeft> left = new ArrayList<>();
        for (String path : paths) {
            try {
                SpaceOutcome outcome = act.on(Path.of(path));
                files += outcome.files();
                bytes += outcome.bytes();
                outcome.left()
                        .forEach(one -> left.add(new Answer.PastLeft(one.path(), one.reason())));
            } catch (RefusedException e) {
                if (paths.size() == 1) {
                    throw e;
                }
                left.add(new Answer.PastLeft("", String.valueOf(e.getMessage())));
            }
        }
        return new Answer.Space(files, bytes, left);
    }
}
