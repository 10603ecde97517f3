package eu.allmende.app.device;

import eu.allmende.app.desk.Answer;
import eu.allmende.engine.CheckReport;
import eu.allmende.engine.CheckWatch;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.remote.CheckStage;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The checks that are under way, one for each folder at most. For any number of threads.
final class Checks {
    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();

    /// A check, which tells a watch how far it has come.
    @FunctionalInterface
    interface Check {
        CheckReport run(CheckWatch watch) throws IOException;
    }

    /// Checks a folder, unless that is being done.
    Answer.Checked during(String folder, Check check) throws IOException {
        Running own = new Running();
        if (running.putIfAbsent(folder, own) != null) {
            throw new RefusedException("The folder " + folder + " is being checked already.");
        }
        try {
            return Answers.of(check.run(own));
        } finally {
            running.remove(folder, own);
        }
    }

    /// How far the check of a folder is.
    Answer.CheckStands stands(String folder) {
        Running own = running.get(folder);
        return own == null ? Answer.CheckStands.NONE : own.stands;
    }

    /// Ends the check of a folder as soon as that can be.
    ///
    /// @return how far it was
    Answer.CheckStands stop(String folder) {
        Running own = running.get(folder);
        if (own == null) {
            return Answer.CheckStands.NONE;
        }
        own.stopped = true;
        return own.stands;
    }

    private static final class Running implements CheckWatch {
        private volatile Answer.CheckStands stands = Answer.CheckStands.NONE;
        private volatile boolean stopped;

        @Override
        public boolean goesOn(CheckStage stage, long done, long all) {
            stands = new Answer.CheckStands(stage.name().toLowerCase(Locale.ROOT), done, all);
            return !stopped;
        }
    }
}
