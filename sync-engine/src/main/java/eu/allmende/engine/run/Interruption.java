package eu.allmende.engine.run;

/// Tells a pass that only waits for transfers whether there is something else to do.
interface Interruption {
    /// Somebody asks, or the commons has news.
    boolean isPressing();

    /// Something changed on the disk, be it by the pass itself.
    boolean isDue();
}
