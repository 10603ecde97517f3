package eu.allmende.app.demo;

import java.time.Duration;

/// What came of a check.
///
/// @param held whether the claim holds
/// @param detail what was seen, in one line
/// @param work what was done for it; [Work#NONE] if there is nothing to count
public record Verdict(boolean held, String detail, Work work) {
    /// What a check moved.
    ///
    /// @param files how many
    /// @param bytes of content
    /// @param time that it took
    public record Work(long files, long bytes, Duration time) {
        /// Nothing to count.
        public static final Work NONE = new Work(0, 0, Duration.ZERO);
    }

    /// The claim holds.
    public static Verdict held(String detail, Work work) {
        return new Verdict(true, detail, work);
    }

    /// The claim does not hold.
    ///
    /// @param detail what was seen instead
    public static Verdict failed(String detail) {
        return new Verdict(false, detail, Work.NONE);
    }
}
