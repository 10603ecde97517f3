package eu.allmende.engine;

/// What one sync did, over all folders.
///
/// @param up what was sent
/// @param down what was fetched
/// @param steps what was done to trees, on either side
public record SyncSummary(Traffic up, Traffic down, Steps steps) {
    /// Nothing was done.
    public static final SyncSummary NOTHING =
            new SyncSummary(Traffic.NONE, Traffic.NONE, Steps.NONE);

    /// What moved in one direction.
    ///
    /// @param contentBytes of files
    /// @param wireBytes that crossed the network for them
    /// @param files whose content moved
    public record Traffic(long contentBytes, long wireBytes, long files) {
        /// Nothing moved.
        public static final Traffic NONE = new Traffic(0, 0, 0);

        /// Both together.
        public Traffic plus(Traffic other) {
            return new Traffic(
                    contentBytes + other.contentBytes,
                    wireBytes + other.wireBytes,
                    files + other.files);
        }

        /// What came after an earlier count.
        public Traffic minus(Traffic earlier) {
            return new Traffic(
                    contentBytes - earlier.contentBytes,
                    wireBytes - earlier.wireBytes,
                    files - earlier.files);
        }
    }

    /// How many changes of each kind were applied here or published from here.
    public record Steps(long create, long update, long move, long delete, long conflict) {
        /// None.
        public static final Steps NONE = new Steps(0, 0, 0, 0, 0);

        /// Both together.
        public Steps plus(Steps other) {
            return new Steps(
                    create + other.create,
                    update + other.update,
                    move + other.move,
                    delete + other.delete,
                    conflict + other.conflict);
        }

        /// What came after an earlier count.
        public Steps minus(Steps earlier) {
            return new Steps(
                    create - earlier.create,
                    update - earlier.update,
                    move - earlier.move,
                    delete - earlier.delete,
                    conflict - earlier.conflict);
        }

        /// All kinds together.
        public long total() {
            return create + update + move + delete + conflict;
        }
    }

    /// Both together.
    public SyncSummary plus(SyncSummary other) {
        return new SyncSummary(up.plus(other.up), down.plus(other.down), steps.plus(other.steps));
    }

    /// What came after an earlier count.
    public SyncSummary minus(SyncSummary earlier) {
        return new SyncSummary(
                up.minus(earlier.up), down.minus(earlier.down), steps.minus(earlier.steps));
    }
}
